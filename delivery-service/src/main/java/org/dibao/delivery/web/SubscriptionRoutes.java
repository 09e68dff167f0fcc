package org.dibao.delivery.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.delivery.subscription.SubscriptionLog.Versioned;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of subscriptions. A change is answered once it is in the log and this instance has read it there. */
public final class SubscriptionRoutes {
    private static final Set<String> WHEN_CREATED = Set.of("kind", "after");

    private final SubscriptionLog subscriptions;
    private final Dispatcher dispatcher;
    private final Places places;
    private final AttemptLog attempts;
    private final KnownStatuses statuses;
    private final Backlogs backlogs;
    private final Channel channels;
    private final DefinitionReader reader;
    private final EventSource events;
    private final DefinitionLimits limits;
    private final Clock clock;

    public SubscriptionRoutes(
            SubscriptionLog subscriptions,
            Dispatcher dispatcher,
            EventSource events,
            AttemptLog attempts,
            KnownStatuses statuses,
            Channel channels,
            DefinitionLimits limits,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.events = events;
        this.places = new Places(events);
        this.attempts = attempts;
        this.statuses = statuses;
        this.backlogs = new Backlogs(events);
        this.channels = channels;
        this.reader = new DefinitionReader(channels, limits);
        this.limits = limits;
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/subscriptions", _ -> list())
                .POST("/subscriptions", this::create)
                .GET("/subscriptions/{id}", this::show)
                .PATCH("/subscriptions/{id}", this::patch)
                .DELETE("/subscriptions/{id}", this::delete)
                .POST("/subscriptions/{id}/pause", request -> change(request, Changes::paused))
                .POST("/subscriptions/{id}/resume", request -> change(request, Changes::resumed))
                .POST("/subscriptions/{id}/redeliveries", this::redeliver)
                .POST("/subscriptions/{id}/secret", this::rotate)
                .POST("/subscriptions/{id}/test", this::test)
                .GET("/subscriptions/{id}/attempts", this::attempts)
                .filter((request, next) ->
                        next.handle(request).onErrorMap(InvalidSubscription.class, SubscriptionRoutes::invalid))
                .build();
    }

    private static ProblemException invalid(InvalidSubscription invalid) {
        return new ProblemException(Problem.of(
                Problem.Type.INVALID_SUBSCRIPTION, invalid.field(), invalid.field() + ": " + invalid.detail()));
    }

    // Reading

    private Mono<ServerResponse> list() {
        List<Versioned> all = known();
        return statuses.of(all.stream().map(one -> one.subscription().id()).toList())
                .flatMap(found -> backlogs.since(found.values()).flatMap(behind -> {
                    ObjectNode json = Json.mapper().createObjectNode();
                    ArrayNode list = json.putArray("subscriptions");
                    all.forEach(one -> list.add(DefinitionJson.of(
                            channels,
                            one.subscription(),
                            found.get(one.subscription().id()),
                            behind)));
                    return JsonBodies.answer(200, json);
                }));
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        return shown(200, find(request), null);
    }

    private Mono<ServerResponse> shown(int status, Versioned versioned, @Nullable String secret) {
        Subscription subscription = versioned.subscription();
        return statuses.of(subscription.id())
                .flatMap(known -> backlogs.since(known.stream().toList()).flatMap(behind -> {
                    ObjectNode json = DefinitionJson.of(channels, subscription, known.orElse(null), behind);
                    if (secret != null) {
                        json.put("secret", secret);
                    }
                    ServerResponse.BodyBuilder answer = ServerResponse.status(status)
                            .contentType(MediaType.APPLICATION_JSON)
                            .header(HttpHeaders.ETAG, etag(versioned))
                            .header(HttpHeaders.CACHE_CONTROL, "no-store");
                    if (status == 201) {
                        answer.header(HttpHeaders.LOCATION, "/api/subscriptions/" + subscription.id());
                    }
                    return answer.bodyValue(Json.bytes(json));
                }));
    }

    private Mono<ServerResponse> attempts(ServerRequest request) {
        Subscription subscription = find(request).subscription();
        return attempts.of(subscription.id()).flatMap(found -> {
            ObjectNode json = Json.mapper().createObjectNode();
            json.set("attempts", Json.mapper().valueToTree(found));
            return JsonBodies.answer(200, json);
        });
    }

    // Changing

    private Mono<ServerResponse> create(ServerRequest request) {
        return JsonBodies.read(request, limits.maxRequest()).flatMap(json -> {
            if (known().size() >= limits.maxSubscriptions()) {
                throw new ProblemException(
                        Problem.of(
                                Problem.Type.TOO_MANY,
                                "there are " + limits.maxSubscriptions()
                                        + " subscriptions, which is the limit (dibao.delivery.max-subscriptions); delete some"));
            }
            String kind = reader.kind(json);
            String secret = channels.newSecret(kind);
            Subscription empty = reader.begun(NewId.of("sub_"), kind, secret, clock.instant());
            Subscription wanted = reader.apply(json, empty, WHEN_CREATED);
            return places.after(json.path("after"))
                    .flatMap(after -> subscriptions.put(
                            SubscriptionBuilder.builder(wanted).after(after).build()))
                    .flatMap(versioned -> shown(201, versioned, secret));
        });
    }

    private Mono<ServerResponse> patch(ServerRequest request) {
        return JsonBodies.read(request, limits.maxRequest())
                .flatMap(json -> change(request, subscription -> reader.apply(json, subscription, Set.of())));
    }

    private Mono<ServerResponse> change(ServerRequest request, UnaryOperator<Subscription> change) {
        return Mono.defer(() -> changed(request, change)).flatMap(versioned -> shown(200, versioned, null));
    }

    private Mono<Versioned> changed(ServerRequest request, UnaryOperator<Subscription> change) {
        String id = find(request).subscription().id();
        return subscriptions
                .change(id, before -> requireMatch(request, before), change)
                .switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    private Mono<ServerResponse> delete(ServerRequest request) {
        String id = find(request).subscription().id();
        return subscriptions
                .delete(id, before -> requireMatch(request, before))
                .then(statuses.forget(id))
                .then(Mono.defer(() -> ServerResponse.noContent().build()));
    }

    private Mono<ServerResponse> rotate(ServerRequest request) {
        String secret = channels.newSecret(find(request).subscription().kind());
        if (secret == null) {
            throw new InvalidSubscription(
                    "kind", "messages of this kind are not signed with a secret of ours; change its options instead");
        }
        Instant until = clock.instant().plus(limits.secretOverlap()).truncatedTo(ChronoUnit.SECONDS);
        return changed(request, subscription -> Changes.signedWith(subscription, secret, until))
                .flatMap(versioned -> shown(200, versioned, secret));
    }

    private Mono<ServerResponse> redeliver(ServerRequest request) {
        return JsonBodies.read(request, limits.maxRequest())
                .flatMap(places::range)
                .flatMap(range -> statuses.of(find(request).subscription().id()).flatMap(status -> {
                    long done = status.map(Status::redelivered).orElse(0L);
                    return changed(
                            request,
                            subscription ->
                                    Changes.withRedelivery(subscription, range, done, limits.maxRedeliveries()));
                }))
                .flatMap(versioned -> JsonBodies.answer(
                        202,
                        Json.mapper()
                                .valueToTree(
                                        versioned.subscription().redeliveries().getLast())));
    }

    private Mono<ServerResponse> test(ServerRequest request) {
        Subscription subscription = find(request).subscription();
        TestEvent event = TestEvent.at(clock.instant(), events.site(), subscription.id(), NewId.of("test_"));
        return dispatcher
                .test(subscription, event.event(), event.body(), event.id())
                .flatMap(attempt -> JsonBodies.answer(200, Json.mapper().valueToTree(attempt)));
    }

    // What all have in common

    private List<Versioned> known() {
        if (!subscriptions.isComplete()) {
            throw new ProblemException(
                    ProblemDocuments.of(
                            Problem.Type.UNAVAILABLE, "the subscriptions are not known yet; try again in a moment"),
                    ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
        }
        return subscriptions.all();
    }

    private Versioned find(ServerRequest request) {
        String id = request.pathVariable("id");
        return subscriptions.find(id).orElseThrow(() -> {
            var _ = known();
            return notFound(id);
        });
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(Problem.of(Problem.Type.NOT_FOUND, "there is no subscription " + id));
    }

    private static String etag(Versioned versioned) {
        return "\"" + versioned.version() + "\"";
    }

    private static void requireMatch(ServerRequest request, Versioned before) {
        List<String> wanted = request.headers().header(HttpHeaders.IF_MATCH);
        if (!wanted.isEmpty() && !wanted.contains("*") && !wanted.contains(etag(before))) {
            throw new ProblemException(ProblemDocuments.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "The subscription has changed: its ETag is " + etag(before)
                            + ". Read it again and repeat the change."));
        }
    }
}
