package org.dibao.render.theme;

import java.util.List;
import org.dibao.render.listing.ListingKey;

/**
 * All categories, tags or authors, or all months, which are named as in {@code 2026-11}.
 *
 * @param entries the most used first; months the newest first
 */
public record IndexPage(ListingKey.Kind kind, List<Entry> entries) {
    public IndexPage {
        entries = List.copyOf(entries);
    }

    /**
     * @param href  percent-encoded, from the site's root
     * @param count articles in it
     */
    public record Entry(String name, String href, int count) {}
}
