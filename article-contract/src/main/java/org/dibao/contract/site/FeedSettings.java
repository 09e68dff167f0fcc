package org.dibao.contract.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The contents of feeds.
 *
 * @param content full articles or only their excerpts; default full
 * @param size    how many articles, 1 to {@value #MAX_SIZE}; default 20
 * @param jekyllIdsBefore a day such as 2026-11-28: articles dated before it, in the site's zone, keep the ids that
 *                        jekyll-feed gave them, so that a site that moved here sends its subscribers nothing twice
 */
public record FeedSettings(
        Content content, int size, @Nullable String jekyllIdsBefore) {
    public static final int MAX_SIZE = 100;
    public static final FeedSettings DEFAULT = new FeedSettings(null, 0, null);

    /** How much of each article a feed contains. */
    public enum Content {
        @JsonProperty("full")
        FULL,
        @JsonProperty("excerpt")
        EXCERPT
    }

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public FeedSettings(@Nullable Content content, int size, @Nullable String jekyllIdsBefore) {
        this.content = content == null ? Content.FULL : content;
        this.size = size == 0 ? 20 : size;
        Checks.check(
                this.size >= 1 && this.size <= MAX_SIZE,
                "size: " + this.size + " is not a whole number from 1 to " + MAX_SIZE);
        this.jekyllIdsBefore = jekyllIdsBefore;
        try {
            firstDayOfOwnIds();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "jekyllIdsBefore: " + Quoted.of(jekyllIdsBefore) + " is not a day; write it as 2026-11-28", e);
        }
    }

    /** The first day whose articles have ids of Dibao's own. */
    private LocalDate firstDayOfOwnIds() {
        return jekyllIdsBefore == null ? LocalDate.MIN : LocalDate.parse(jekyllIdsBefore);
    }

    /** @param date in the site's zone */
    public boolean keepsJekyllId(OffsetDateTime date) {
        return date.toLocalDate().isBefore(firstDayOfOwnIds());
    }
}
