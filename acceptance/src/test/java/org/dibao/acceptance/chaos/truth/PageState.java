package org.dibao.acceptance.chaos.truth;

/**
 * What an address answers.
 *
 * @param shows of 200 the title, of 301 where it leads to, or else nothing
 */
public record PageState(int status, String shows) {
    public static final PageState NOTHING = new PageState(404, "");
    public static final PageState GONE = new PageState(410, "");

    static PageState page(String title) {
        return new PageState(200, title);
    }

    static PageState moved(String to) {
        return new PageState(301, to);
    }
}
