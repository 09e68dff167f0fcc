package org.dibao.gateway.publications;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.springframework.stereotype.Component;

/** How far this gateway is: every answer shows everything up to this position. */
@Component
public final class Processed {
    private volatile Position position = Position.NONE;
    private volatile boolean following;
    private volatile Supplier<Duration> behind = ChronoUnit.FOREVER::getDuration;

    /** The last position processed; {@link Position#NONE} before the first, and while it is not known where to begin. */
    public Position position() {
        return position;
    }

    /** Whether it is known where this gateway stands; until then nothing is cached and nothing can be waited for. */
    public boolean isFollowing() {
        return following;
    }

    /**
     * For how long it may be that there are publications which this gateway does not know of: the time since it had processed
     * everything there then was. A second or two while all is well; for ever before it follows.
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
