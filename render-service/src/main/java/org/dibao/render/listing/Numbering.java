package org.dibao.render.listing;

/**
 * How a listing is cut into pages, numbered from the oldest. Page n holds the n-th oldest run of {@code pageSize}, so it never
 * changes. The newest page, which has no number, shows all that stands on no numbered one: between one and two pages' worth
 * where there is that much. So one more article changes the newest page, and at times adds a numbered one; no article
 * stands on two pages and none on none.
 *
 * @param size     articles in the listing
 * @param pageSize articles on a numbered page
 */
public record Numbering(int size, int pageSize) {

    /** How many pages have a number; each is full. */
    public int pages() {
        return Math.max(0, size / pageSize - 1);
    }

    /** The rank, from the oldest, at which the newest page begins. */
    public int newestFrom() {
        return pages() * pageSize;
    }
}
