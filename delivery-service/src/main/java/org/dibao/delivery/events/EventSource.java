package org.dibao.delivery.events;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Port: all events that are live, from the first on. Whoever reads on from the last position that it got has every event
 * exactly once and in order.
 */
public interface EventSource {

    /** Which log this is. */
    LogIdentity identity();

    /** Its id, which is in every cursor and message. */
    default String log() {
        return identity().id();
    }

    /** The site's address as the latest event tells it, such as {@code https://news.example}; empty as long as none does. */
    String site();

    /** The last position there is. */
    Position last();

    /**
     * The events after a position, at most {@code max}, as far as they are in memory; none if there are none yet.
     *
     * @return null if they must be {@linkplain #load loaded}
     */
    @Nullable
    List<LogEvent> after(Position position, int max);

    /** Brings the events after a position into memory. Does not block; fails if they are not to be had at the moment. */
    Mono<Void> load(Position position);

    /**
     * The position before the first event that was live at this time or later; the last position if there is none. Does not
     * block; fails if that cannot be found out at the moment.
     */
    Mono<Position> before(Instant time);

    /**
     * The id of messages about an event: the same whoever gets it and however often, also after the log was restored from a backup;
     * another in another log.
     */
    default String messageId(Position position) {
        return "evt_" + identity().at(position) + "." + position;
    }
}
