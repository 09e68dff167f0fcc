package org.dibao.delivery.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.Deliveries;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.events.OneEvent;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /events/{position}/deliveries}: to whom an event has been delivered, for the receipts of the gateway. */
public final class DeliveryRoutes {
    private final SubscriptionLog subscriptions;
    private final EventSource events;
    private final KnownStatuses statuses;

    public DeliveryRoutes(SubscriptionLog subscriptions, EventSource events, KnownStatuses statuses) {
        this.subscriptions = subscriptions;
        this.events = events;
        this.statuses = statuses;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/events/{position:[0-9]{1,18}}/deliveries", this::deliveries)
                .build();
    }

    private Mono<ServerResponse> deliveries(ServerRequest request) {
        Position position = new Position(Long.parseLong(request.pathVariable("position")));
        if (position.isAfter(events.last()) || !subscriptions.isComplete()) {
            return unknown(position);
        }
        return event(position)
                .flatMap(this::deliveries)
                .flatMap(found -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .bodyValue(Json.bytes(found)))
                .switchIfEmpty(Mono.defer(() -> unknown(position)));
    }

    private Mono<Deliveries> deliveries(LogEvent event) {
        List<Subscription> all = subscriptions.stream().toList();
        return statuses.of(all.stream().map(Subscription::id).toList()).map(known -> Deliveries.of(event, all, known));
    }

    /** From memory, or one block from Kafka; empty if there is none at this position any more. */
    private Mono<LogEvent> event(Position position) {
        return OneEvent.after(events, new Position(position.value() - 1))
                .filter(found -> found.kind() != null && found.position().equals(position));
    }

    private static Mono<ServerResponse> unknown(Position position) {
        return Mono.error(new ProblemException(
                Problem.of(Problem.Type.NOT_FOUND, "there is no event " + position + " here yet")));
    }
}
