package org.dibao.gateway.pages;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.springframework.http.HttpHeaders;

/**
 * A page as render made it.
 *
 * @param position everything up to here is on it
 * @param currentAt when it was current as far as render knew, in {@link System#nanoTime()}
 * @param keys     it goes stale when one of them is purged later than that
 * @param theme    names the look that it was made with; empty if render does not tell
 * @param since    when this gateway got it, for those who ask what has changed since then
 * @param headers  what of render's headers may leave the gateway
 */
@RecordBuilder
record Page(
        int status,
        HttpHeaders headers,
        byte[] body,
        Position position,
        long currentAt,
        Set<String> keys,
        String theme,
        Instant since) {

    /** More than a second and what a request may take to be answered. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Pattern MAX_AGE = Pattern.compile("(?<![\\w-])max-age=([0-9]{1,10})(?![0-9])");

    /** Answers that are the same for everyone until a key is purged. */
    boolean isCacheable() {
        boolean settled = switch (status) {
            case 200, 301, 308, 404, 410 -> true;
            default -> false;
        };
        return settled && !keys.isEmpty();
    }

    /** How long it may be kept if nothing purges it: {@code max-age}, for the few pages on which the time of day counts. */
    Duration lifetime() {
        String caching = headers.getCacheControl();
        Matcher age = MAX_AGE.matcher(caching == null ? "" : caching);
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : ChronoUnit.FOREVER.getDuration();
    }

    /**
     * Its {@code Last-Modified}: since when it is known to be as it is. Of two versions in one second the date says nothing,
     * so one as young as that is dated a second earlier; no version ever {@linkplain #isUnmodifiedSince goes by} such a date.
     */
    Instant lastModified(Instant now) {
        return isSettled(now) ? second() : second().minusSeconds(1);
    }

    /**
     * Whether whoever has a version of that date has this one: it is the very date that this version is given out with now,
     * and had the version before been given out with it, this one would bear a later date.
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

    /** Roughly what it takes in memory, bytes. */
    int weight() {
        return body.length + 1024 + 96 * keys.size();
    }
}
