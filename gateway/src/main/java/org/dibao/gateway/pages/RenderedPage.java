package org.dibao.gateway.pages;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A page as render produced it.
 *
 * @param position the page shows everything up to here
 * @param currentAt when render last knew it to be current, in {@link System#nanoTime()}
 * @param keys     its purge keys; it is stale once one of them has been purged at a later position
 * @param theme    the version of the theme that rendered it; empty if unknown
 * @param since    when this gateway received it, for conditional requests
 * @param headers  render's headers that may leave the gateway
 * @param file     whose bytes are sent instead of a body; absent if it is a page
 */
@RecordBuilder
record RenderedPage(
        int status,
        HttpHeaders headers,
        PageBody body,
        Position position,
        long currentAt,
        Set<String> keys,
        String theme,
        Instant since,
        @Nullable KeptFile file) {

    /** A page. */
    RenderedPage(
            int status,
            HttpHeaders headers,
            PageBody body,
            Position position,
            long currentAt,
            Set<String> keys,
            String theme,
            Instant since) {
        this(status, headers, body, position, currentAt, keys, theme, since, null);
    }

    /** More than a second plus the time that a request may take. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Pattern MAX_AGE = Pattern.compile("(?<![\\w-])max-age=([0-9]{1,10})(?![0-9])");

    /** Whether the response is the same for everyone until a key is purged. */
    boolean isCacheable() {
        boolean settled = switch (status) {
            case 200, 301, 308, 404, 410 -> true;
            default -> false;
        };
        return settled && !keys.isEmpty();
    }

    /** Whether it says that there is nothing, or nothing any more. */
    boolean isMissing() {
        return status == 404 || status == 410;
    }

    /**
     * How long it may be cached if nothing purges it: {@code max-age}, for the few pages that depend on the time of
     * day.
     */
    Duration lifetime() {
        String caching = headers.getCacheControl();
        Matcher age = MAX_AGE.matcher(caching == null ? "" : caching);
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : ChronoUnit.FOREVER.getDuration();
    }

    /** Whether it is made for a {@linkplain #lifetime limited time}, whatever is published. */
    boolean isTemporary() {
        String caching = headers.getCacheControl();
        return caching != null && caching.contains("max-age") && !caching.contains("immutable");
    }

    /**
     * Its {@code Last-Modified}: since when it is known to be unchanged. The date cannot distinguish two versions
     * within one second, so a version that young is dated a second earlier, and {@link #isUnmodifiedSince} never
     * accepts such a date.
     */
    Instant lastModified(Instant now) {
        return isSettled(now) ? second() : second().minusSeconds(1);
    }

    /**
     * Whether a client with a version of that date has this version: it is exactly the date sent with this version now,
     * and if the previous version had been sent with it, this one would have a later date.
     */
    boolean isUnmodifiedSince(Instant date, Instant now) {
        return isSettled(now) && date.equals(second());
    }

    private boolean isSettled(Instant now) {
        return !now.isBefore(second().plus(SETTLED));
    }

    private Instant second() {
        return since.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean isHtml() {
        return MediaType.TEXT_HTML.isCompatibleWith(headers.getContentType());
    }

    /** Its approximate size in memory, in bytes. */
    int weight() {
        return body.weight() + 1024 + 96 * keys.size();
    }
}
