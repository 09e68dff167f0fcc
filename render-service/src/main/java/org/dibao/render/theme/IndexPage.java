package org.dibao.render.theme;

import java.util.List;
import org.dibao.render.listing.ListingKey;

/**
 * The categories, tags or authors, or all months, which are named as in {@code 2026-11}.
 *
 * @param entries the most used first; months the newest first
 * @param all     how many there are; with more than are shown, the most used ones are shown
 */
public record IndexPage(ListingKey.Kind kind, List<Entry> entries, int all) {
    public IndexPage {
        entries = List.copyOf(entries);
    }

    /** With every entry there is. */
    public static IndexPage whole(ListingKey.Kind kind, List<Entry> entries) {
        return new IndexPage(kind, entries, entries.size());
    }

    /**
     * @param href  percent-encoded, from the site's root
     * @param count articles in it
     */
    public record Entry(String name, String href, int count) {}
}
