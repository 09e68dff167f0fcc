package org.dibao.gateway.pages;

import java.time.Duration;
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
 * @param keys     it goes stale when one of them is purged later than that
 * @param theme    names the look that it was made with; empty if render does not tell
 * @param headers  what of render's headers may leave the gateway
 */
record Page(int status, HttpHeaders headers, byte[] body, Position position, Set<String> keys, String theme) {

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

    /** Roughly what it takes in memory, bytes. */
    int weight() {
        return body.length + 1024 + 96 * keys.size();
    }
}
