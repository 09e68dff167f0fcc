package org.dibao.render.feed;

import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Urls;

/**
 * The contents of feeds.
 *
 * @param fullText full articles; otherwise a summary of each
 * @param size     maximum number of articles, 1 to 100
 * @param hub      where one can subscribe: a path on the site or an absolute address; empty for nowhere
 */
public record FeedOptions(boolean fullText, int size, String hub) {
    /**
     * Maximum characters of all bodies in one feed, which keeps it small enough to be cached; articles beyond that are
     * included with their summary only.
     */
    public static final int MAX_TEXT = 500_000;

    public static final FeedOptions DEFAULT = new FeedOptions(true, 20, "/api/websub");

    public FeedOptions {
        if (size < 1 || size > 100) {
            throw new IllegalArgumentException("size: 1 to 100");
        }
    }

    /** The hub's address, absolute; empty if there is none. */
    public String hubOf(SiteSettings site) {
        return hub.startsWith("/") ? Urls.of(site, hub) : hub;
    }
}
