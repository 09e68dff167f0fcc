package org.dibao.delivery.events;

import org.dibao.eventlog.publicevents.LogEvent;
import reactor.core.publisher.Mono;

/** Port: whole articles. */
public interface Contents {

    /**
     * The article as it was at that event, as JSON; empty if the event has none. Does not block; fails if it is not to be had
     * at the moment.
     */
    Mono<byte[]> of(LogEvent event);
}
