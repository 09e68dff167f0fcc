package org.dibao.render.feed;

/**
 * What feeds hold.
 *
 * @param fullText whole articles; else a summary of each
 * @param size     articles at most, 1 to 100
 */
public record FeedOptions(boolean fullText, int size) {
    public static final FeedOptions DEFAULT = new FeedOptions(true, 20);

    public FeedOptions {
        if (size < 1 || size > 100) {
            throw new IllegalArgumentException("size: 1 to 100");
        }
    }
}
