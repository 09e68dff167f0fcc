package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.render.listing.ListingKey;

/**
 * All categories, or all tags.
 *
 * @param kind    category or tag
 * @param entries those with most articles first, of equally many in the order of their names
 */
public record IndexPage(ListingKey.Kind kind, List<Entry> entries) {

    /**
     * @param href   percent-encoded
     * @param count  how many articles are in it
     * @param newest the date of the newest one, in the site's zone
     */
    public record Entry(String name, String href, int count, OffsetDateTime newest) {}
}
