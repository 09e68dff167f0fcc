package org.dibao.render.listing;

/**
 * How a listing is divided into pages, numbered from the oldest. Page n contains the n-th oldest run of
 * {@code pageSize} articles, so it never changes. The newest page, which has no number, shows all articles that are not
 * on a numbered page: between one and two pages' worth, if there are that many. A new article therefore changes the
 * newest page and occasionally adds a numbered one; every article is on exactly one page.
 *
 * @param size     articles in the listing
 * @param pageSize articles on a numbered page
 */
public record Numbering(int size, int pageSize) {

    /** The number of numbered pages; each is full. */
    public int pages() {
        return Math.max(0, size / pageSize - 1);
    }

    /** The rank, counted from the oldest, at which the newest page starts. */
    public int newestFrom() {
        return pages() * pageSize;
    }
}
