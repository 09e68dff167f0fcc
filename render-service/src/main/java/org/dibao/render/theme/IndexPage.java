package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.render.listing.ListingKey;

/**
 * All categories, tags or authors.
 *
 * @param entries the most used first
 */
public record IndexPage(ListingKey.Kind kind, List<Entry> entries) {
    public IndexPage {
        entries = List.copyOf(entries);
    }

    /**
     * @param href   percent-encoded, from the site's root
     * @param count  articles in it
     * @param newest the date of the newest
     */
    public record Entry(String name, String href, int count, OffsetDateTime newest) {}
}
