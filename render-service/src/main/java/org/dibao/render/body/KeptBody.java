package org.dibao.render.body;

/**
 * A body that is kept beside its article, so that a page need not make it.
 *
 * @param turn    how many times it was made anew, in five digits: of two bodies of one revision, the table keeps the one whose JSON is
 *                 greater, and that is the later one
 * @param options the {@linkplain BodyOptions#digest digest} of everything besides the article's HTML that it was made of
 */
public record KeptBody(String turn, String options, RenderedBody body) {

    /** The first one of a revision. */
    public static KeptBody of(String html, BodyOptions options) {
        return of(html, options, 0);
    }

    /** One that replaces this one. */
    public KeptBody anew(String html, BodyOptions options) {
        return of(html, options, Integer.parseInt(turn) + 1);
    }

    private static KeptBody of(String html, BodyOptions options, int turn) {
        return new KeptBody("%05d".formatted(turn), options.digest(), BodyRenderer.of(html, options));
    }

    /** Whether it would be made the same today. */
    public boolean isOf(BodyOptions now) {
        return options.equals(now.digest());
    }
}
