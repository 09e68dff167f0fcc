package org.dibao.gateway.publications;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.springframework.stereotype.Component;

/** The position processed by this gateway: every response shows everything up to it. */
@Component
public final class ProcessedPosition {
    private volatile Position position = Position.NONE;
    private volatile boolean following;
    private volatile Supplier<Duration> behind = ChronoUnit.FOREVER::getDuration;

    /**
     * The last position processed; {@link Position#NONE} before the first, and while the starting position is unknown.
     */
    public Position position() {
        return position;
    }

    /** Whether the gateway's position is known; until then nothing is cached and nothing can be waited for. */
    public boolean isFollowing() {
        return following;
    }

    /**
     * How far the gateway lags in time: the time since it had processed everything published up to then. A second or
     * two in normal operation; unbounded before it follows.
     */
    public Duration behind() {
        return behind.get();
    }

    public boolean includes(Position other) {
        return following && position.isAtLeast(other);
    }

    void measured(Supplier<Duration> by) {
        behind = by;
    }

    void advance(Position to) {
        position = to;
        following = true;
    }
}
