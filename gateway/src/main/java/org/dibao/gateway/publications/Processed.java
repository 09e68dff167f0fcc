package org.dibao.gateway.publications;

import org.dibao.contract.article.Position;
import org.springframework.stereotype.Component;

/** How far this gateway is: every answer shows everything up to this position. */
@Component
public final class Processed {
    private volatile Position position = Position.NONE;
    private volatile boolean following;

    /** The last position processed; {@link Position#NONE} before the first, and while it is not known where to begin. */
    public Position position() {
        return position;
    }

    /** Whether it is known where this gateway stands; until then nothing is cached and nothing can be waited for. */
    public boolean isFollowing() {
        return following;
    }

    public boolean includes(Position other) {
        return following && position.isAtLeast(other);
    }

    void advance(Position to) {
        position = to;
        following = true;
    }
}
