package org.dibao.delivery.events;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Port: all events that are live, from the first on. Whoever reads on from the last position that it got has every event
 * exactly once and in order.
 */
public interface EventSource {

    /** The log's identity: a short text of letters, digits, {@code -} and {@code _}, other for every log. */
    String log();

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
     * The article as it was at that event, as JSON; empty if the event has none. Does not block; fails if it is not to be
     * had at the moment.
     */
    Mono<byte[]> content(LogEvent event);

    /** The id of messages about an event: the same whoever gets it and however often, another in another log. */
    default String messageId(Position position) {
        return "evt_" + log() + "." + position;
    }
}
