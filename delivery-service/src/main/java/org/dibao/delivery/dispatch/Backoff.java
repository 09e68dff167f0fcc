package org.dibao.delivery.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: the delays one after another, the last one again and again, each a fifth shorter
 * or longer by chance, so that what failed together is not repeated together. Not thread-safe.
 */
final class Backoff {
    private static final double JITTER = 0.2;

    private final List<Duration> delays;
    private final Duration maxRetryAfter;
    private final RandomGenerator random;

    Backoff(List<Duration> delays, Duration maxRetryAfter, RandomGenerator random) {
        this.delays = delays;
        this.maxRetryAfter = maxRetryAfter;
        this.random = random;
    }

    /**
     * @param failures   how many attempts have failed, 1 or more
     * @param retryAfter what the target asks for; absent if nothing
     */
    Duration delay(int failures, @Nullable Duration retryAfter) {
        Duration delay = delays.get(Math.min(failures, delays.size()) - 1);
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration jittered = Duration.ofMillis(Math.max(1, (long) (delay.toMillis() * factor)));
        if (retryAfter == null) {
            return jittered;
        }
        Duration asked = retryAfter.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : retryAfter;
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
