package org.dibao.contract.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The contents of feeds.
 *
 * @param content full articles or only their excerpts; default full
 * @param size    how many articles, 1 to {@value #MAX_SIZE}; default 20
 */
public record FeedSettings(Content content, int size) {
    public static final int MAX_SIZE = 100;
    public static final FeedSettings DEFAULT = new FeedSettings(null, 0);

    /** How much of each article a feed contains. */
    public enum Content {
        @JsonProperty("full")
        FULL,
        @JsonProperty("excerpt")
        EXCERPT
    }

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public FeedSettings(@Nullable Content content, int size) {
        this.content = content == null ? Content.FULL : content;
        this.size = size == 0 ? 20 : size;
        Checks.check(this.size >= 1 && this.size <= MAX_SIZE, "size: 1 to " + MAX_SIZE);
    }
}
