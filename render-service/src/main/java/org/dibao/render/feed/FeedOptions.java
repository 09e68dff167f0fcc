package org.dibao.render.feed;

/**
 * What feeds hold.
 *
 * @param fullText whole articles; else a summary of each
 * @param size     articles at most, 1 to 100
 */
public record FeedOptions(boolean fullText, int size) {
    /**
     * Characters of all bodies in one feed at most, so that it stays small enough to be cached; an article whose body would
     * be too much is there with its summary.
     */
    public static final int MAX_TEXT = 500_000;

    public static final FeedOptions DEFAULT = new FeedOptions(true, 20);

    public FeedOptions {
        if (size < 1 || size > 100) {
            throw new IllegalArgumentException("size: 1 to 100");
        }
    }
}
