package org.dibao.delivery.events;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.LogEvent;
import reactor.core.publisher.Mono;

/** Finds single events. */
public final class OneEvent {
    private OneEvent() {}

    /**
     * The first event after a position, which may be a gap: from memory, or with one block that is read from Kafka. Empty if there
     * is none yet; fails if it is not to be had at the moment.
     */
    public static Mono<LogEvent> after(EventSource events, Position position) {
        return Mono.defer(() -> {
                    List<LogEvent> found = events.after(position, 1);
                    return found != null
                            ? Mono.just(found)
                            : events.load(position).then(Mono.fromSupplier(() -> events.after(position, 1)));
                })
                .filter(found -> !found.isEmpty())
                .map(List::getFirst);
    }
}
