package org.dibao.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.dibao.delivery.channel.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target is believed to work. After several failures in a row, one that could not even be connected to, or one that
 * asked for a pause, the target is only probed, with one message at a time and ever longer delays, until a probe succeeds.
 * So a target that is down costs one message now and then, not one for each event. Not thread-safe.
 */
final class CircuitBreaker {
    private final int breakAfter;
    private final Backoff backoff;
    private int failures;
    private int probes;
    private @Nullable Instant nextProbe;

    CircuitBreaker(int breakAfter, Backoff backoff, int probes, @Nullable Instant nextProbe) {
        this.breakAfter = breakAfter;
        this.backoff = backoff;
        this.probes = probes;
        this.nextProbe = nextProbe;
    }

    boolean isOpen() {
        return nextProbe != null;
    }

    int probes() {
        return probes;
    }

    /** Absent while the target is believed to work. */
    @Nullable
    Instant nextProbe() {
        return nextProbe;
    }

    void succeeded() {
        failures = 0;
        probes = 0;
        nextProbe = null;
    }

    /** @param probe whether the attempt began while the target was only probed */
    void failed(Answer answer, boolean probe, Instant now) {
        failures++;
        boolean opens = !isOpen() && (failures >= breakAfter || !answer.connected() || answer.retryAfter() != null);
        if (probe || opens) {
            probes++;
            Duration delay = backoff.delay(probes, answer.retryAfter());
            nextProbe = now.plus(delay);
        }
    }
}
