package org.dibao.delivery.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.Position;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.events.OneEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Since when subscriptions are behind. */
final class Backlogs {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 8;

    private final EventSource events;

    Backlogs(EventSource events) {
        this.events = events;
    }

    /**
     * When the event after each position was accepted, where it is to be had in time.
     *
     * @param statuses whose {@code delivered} positions are meant; those without a lag are left out
     */
    Mono<Map<Position, Instant>> since(Collection<Status> statuses) {
        Map<Position, Instant> since = new ConcurrentHashMap<>();
        List<Position> behind = statuses.stream()
                .filter(status -> status.lag() > 0)
                .map(Status::delivered)
                .distinct()
                .toList();
        return Flux.fromIterable(behind)
                .flatMap(
                        position -> OneEvent.after(events, position)
                                .doOnNext(event -> {
                                    Instant at = event.event().at();
                                    if (at != null) {
                                        since.put(position, at);
                                    }
                                })
                                .onErrorComplete(),
                        AT_ONCE)
                .then()
                .timeout(PATIENCE, Mono.empty())
                .then(Mono.fromSupplier(() -> Map.copyOf(since)));
    }
}
