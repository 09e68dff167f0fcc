package org.dibao.delivery.targets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Spreads messages to one target evenly over its minute, so that it never has to say that there are too many. A target
 * that has not been called for a while is called at once. Thread-safe.
 */
public final class Pace {
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** For each target when the next message may go, in nanoseconds. */
    private final Cache<String, Long> next =
            Caffeine.newBuilder().expireAfterWrite(FORGOTTEN).build();

    /** How long a message has to wait; its turn is taken. */
    public Duration take(String target, int perMinute, long now) {
        long[] wait = new long[1];
        next.asMap().compute(target, (_, at) -> {
            long turn = at == null || at - now < 0 ? now : at;
            wait[0] = turn - now;
            return turn + Duration.ofMinutes(1).dividedBy(perMinute).toNanos();
        });
        return Duration.ofNanos(wait[0]);
    }
}
