package org.dibao.render.listing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dibao.contract.article.Slug;

/**
 * Names a listing.
 *
 * @param slug of the category, tag or author; empty for all articles
 */
public record ListingKey(Kind kind, String slug) {
    /** Every article that is live. */
    public static final ListingKey ALL = new ListingKey(Kind.ALL, "");

    /** What articles have in common. */
    public enum Kind {
        ALL,
        CATEGORY,
        TAG,
        AUTHOR
    }

    /** The listings that an article is in. A name of nothing but signs has no slug, and so no listing. */
    public static Set<ListingKey> of(List<String> categories, List<String> tags, List<String> authors) {
        Set<ListingKey> keys = new LinkedHashSet<>();
        keys.add(ALL);
        add(keys, Kind.CATEGORY, categories);
        add(keys, Kind.TAG, tags);
        add(keys, Kind.AUTHOR, authors);
        return keys;
    }

    private static void add(Set<ListingKey> keys, Kind kind, List<String> names) {
        for (String name : names) {
            String slug = Slug.of(name);
            if (!slug.isEmpty()) {
                keys.add(new ListingKey(kind, slug));
            }
        }
    }
}
