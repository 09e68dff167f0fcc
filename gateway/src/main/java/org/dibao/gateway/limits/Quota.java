package org.dibao.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.limits.Quota.Use.Granted;
import org.dibao.gateway.limits.Quota.Use.Refused;

/**
 * So many requests a minute for each client, all of them at once or spread (the generic cell rate algorithm): of a client only the
 * time is kept at which it will have all of its requests again.
 */
final class Quota {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final int requests;
    private final long interval;
    private final Cache<String, AtomicLong> full;

    /** What a request is told. */
    sealed interface Use {
        /** @param left how many more may come at once */
        record Granted(long left, long fullAfterSeconds) implements Use {}

        record Refused(long retryAfterSeconds) implements Use {}
    }

    /**
     * @param name     of the policy, for clients
     * @param requests a minute, at least 1
     * @param clients  how many are remembered at most
     */
    Quota(String name, int requests, int clients) {
        this.name = name;
        this.requests = requests;
        this.interval = MINUTE / requests;
        this.full = Caffeine.newBuilder()
                .maximumSize(clients)
                .expireAfterAccess(Duration.ofMinutes(2))
                .executor(Runnable::run)
                .build();
    }

    /** @param now in nanoseconds, of a clock that never goes back */
    Use take(String client, long now) {
        AtomicLong at = full.get(client, _ -> new AtomicLong(now));
        while (true) {
            long before = at.get();
            long next = (before - now > 0 ? before : now) + interval;
            long used = next - now;
            if (used > MINUTE) {
                return new Refused(seconds(used - MINUTE));
            }
            if (at.compareAndSet(before, next)) {
                return new Granted((MINUTE - used) / interval, seconds(used));
            }
        }
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
    }

    /** {@code RateLimit-Policy}. */
    String policy() {
        return "\"" + name + "\";q=" + requests + ";w=60";
    }

    /** {@code RateLimit}. */
    String state(Use use) {
        return switch (use) {
            case Granted granted -> "\"" + name + "\";r=" + granted.left() + ";t=" + granted.fullAfterSeconds();
            case Refused refused -> "\"" + name + "\";r=0;t=" + refused.retryAfterSeconds();
        };
    }

    int requests() {
        return requests;
    }
}
