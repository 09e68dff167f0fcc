package org.dibao.render.feed;

/**
 * The contents of feeds.
 *
 * @param fullText full articles; otherwise a summary of each
 * @param size     maximum number of articles, 1 to 100
 */
public record FeedOptions(boolean fullText, int size) {
    /**
     * Maximum characters of all bodies in one feed, which keeps it small enough to be cached; articles beyond that are
     * included with their summary only.
     */
    public static final int MAX_TEXT = 500_000;

    public static final FeedOptions DEFAULT = new FeedOptions(true, 20);

    public FeedOptions {
        if (size < 1 || size > 100) {
            throw new IllegalArgumentException("size: 1 to 100");
        }
    }
}
