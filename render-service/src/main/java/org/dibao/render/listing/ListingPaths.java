package org.dibao.render.listing;

import org.dibao.contract.article.ArticlePath;

/** The paths of listings, percent-encoded as in links. */
public final class ListingPaths {
    /** All categories. */
    public static final String CATEGORIES = "/categories.html";
    /** All tags. */
    public static final String TAGS = "/tags.html";
    /** All authors. */
    public static final String AUTHORS = "/authors.html";
    /** All months, unless an article has this path. */
    public static final String ARCHIVE = "/archive.html";
    /** The site's feed. */
    public static final String FEED = "/feed.xml";
    /** Search; it takes {@code q} and {@code page}. */
    public static final String SEARCH = "/search";

    private ListingPaths() {}

    /** The newest page of a listing. */
    public static String of(ListingKey key) {
        return switch (key.kind()) {
            case ALL -> "/";
            case CATEGORY -> "/category/" + ArticlePath.encode(key.slug()) + ".html";
            case TAG -> "/tag/" + ArticlePath.encode(key.slug()) + ".html";
            case AUTHOR -> "/author/" + ArticlePath.encode(key.slug()) + ".html";
            case YEAR, MONTH -> "/" + key.slug().replace('-', '/') + "/";
            case LANGUAGE -> "/" + key.slug() + "/";
            case PINNED, PAGES, TRANSLATIONS -> throw new IllegalArgumentException("no page lists " + key);
        };
    }

    /** @param page its number, starting from 1 for the oldest */
    public static String of(ListingKey key, int page) {
        String newest = of(key);
        String stem = newest.endsWith(".html") ? newest.substring(0, newest.length() - ".html".length()) + "/" : newest;
        return stem + "page/" + page + ".html";
    }
}
