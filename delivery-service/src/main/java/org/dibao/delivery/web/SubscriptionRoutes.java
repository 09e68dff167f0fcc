package org.dibao.delivery.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.Subscription.Redelivery;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.delivery.subscription.SubscriptionLog.Versioned;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of subscriptions. A change is answered once it is in the log and this instance has read it there. */
public final class SubscriptionRoutes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ID_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 24;
    private static final Set<String> WHEN_CREATED = Set.of("kind", "after");
    private static final URI NO_TARGET = URI.create("about:blank");

    private final SubscriptionLog subscriptions;
    private final Dispatcher dispatcher;
    private final EventSource events;
    private final AttemptLog attempts;
    private final KnownStatuses statuses;
    private final Backlogs backlogs;
    private final Channel channels;
    private final DefinitionReader reader;
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
                .POST("/subscriptions/{id}/pause", request -> change(request, this::paused))
                .POST("/subscriptions/{id}/resume", request -> change(request, SubscriptionRoutes::resumed))
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
                    return json(200, json);
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
            return json(200, json);
        });
    }

    // Changing

    private Mono<ServerResponse> create(ServerRequest request) {
        return body(request).flatMap(json -> {
            if (known().size() >= limits.maxSubscriptions()) {
                throw new ProblemException(
                        Problem.of(
                                Problem.Type.TOO_MANY,
                                "there are " + limits.maxSubscriptions()
                                        + " subscriptions, which is the limit (dibao.delivery.max-subscriptions); delete some"));
            }
            String kind = json.has("kind")
                    ? DefinitionReader.text("kind", json.path("kind"), Subscription.WEBHOOK, 100)
                    : Subscription.WEBHOOK;
            if (!channels.serves(kind)) {
                throw new InvalidSubscription("kind", "there is no kind " + kind + "; webhook is one");
            }
            if (!json.hasNonNull("target")) {
                throw new InvalidSubscription("target", "it is missing: the address that is to be called");
            }
            String secret = channels.newSecret(kind);
            Subscription empty = SubscriptionBuilder.builder()
                    .id(newId("sub_"))
                    .name(kind)
                    .kind(kind)
                    .target(NO_TARGET)
                    .filter(Map.of())
                    .payload(Payload.THIN)
                    .ordering(Ordering.ARTICLE)
                    .maxConcurrent(Math.min(channels.defaultConcurrency(kind), limits.maxConcurrent()))
                    .headers(Map.of())
                    .options(Map.of())
                    .secrets(secret == null ? List.of() : List.of(new SigningSecret(secret, null)))
                    .after(Position.NONE)
                    .createdAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .redeliveries(List.of())
                    .build();
            Subscription wanted = reader.apply(json, empty, WHEN_CREATED);
            return after(json.path("after"))
                    .flatMap(after -> subscriptions.put(
                            SubscriptionBuilder.builder(wanted).after(after).build()))
                    .flatMap(versioned -> shown(201, versioned, secret));
        });
    }

    private Mono<Position> after(JsonNode value) {
        if (value.isMissingNode()
                || value.isNull()
                || value.isString() && value.stringValue().equals("latest")) {
            return Mono.just(events.last());
        }
        if (value.isString() && value.stringValue().equals("earliest")) {
            return Mono.just(Position.NONE);
        }
        if (value.isString()) {
            try {
                return events.before(Instant.parse(value.stringValue()));
            } catch (DateTimeParseException e) {
                // reported below
            }
        }
        Position position = position(value);
        if (position != null) {
            return Mono.just(position);
        }
        throw new InvalidSubscription(
                "after",
                "earliest, latest, a time such as 2026-05-01T08:00:00Z or a position from 0 to " + events.last()
                        + " is needed");
    }

    private @Nullable Position position(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return null;
        }
        long number = value.longValue();
        return number < 0 || number > events.last().value() ? null : new Position(number);
    }

    private Mono<ServerResponse> patch(ServerRequest request) {
        return body(request)
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

    private Subscription paused(Subscription subscription) {
        return SubscriptionBuilder.builder(subscription).paused(true).build();
    }

    /** Also one that is parked or has ended. */
    private static Subscription resumed(Subscription subscription) {
        return SubscriptionBuilder.builder(subscription)
                .paused(false)
                .resumes(subscription.resumes() + 1)
                .build();
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
        return changed(request, subscription -> signedWith(subscription, secret, until))
                .flatMap(versioned -> shown(200, versioned, secret));
    }

    private static Subscription signedWith(Subscription subscription, String secret, Instant previousUntil) {
        List<SigningSecret> secrets = new ArrayList<>();
        secrets.add(new SigningSecret(secret, null));
        subscription.secrets().stream()
                .limit(1)
                .forEach(previous -> secrets.add(new SigningSecret(previous.value(), previousUntil)));
        return SubscriptionBuilder.builder(subscription).secrets(secrets).build();
    }

    private Mono<ServerResponse> redeliver(ServerRequest request) {
        return body(request)
                .flatMap(json -> range(json))
                .flatMap(range -> statuses.of(find(request).subscription().id()).flatMap(status -> {
                    long done = status.map(Status::redelivered).orElse(0L);
                    return changed(request, subscription -> withRedelivery(subscription, range, done));
                }))
                .flatMap(versioned -> json(
                        202,
                        Json.mapper()
                                .valueToTree(
                                        versioned.subscription().redeliveries().getLast())));
    }

    /** @param done up to which redelivery everything is done */
    private Subscription withRedelivery(Subscription subscription, Range range, long done) {
        List<Redelivery> asked = new ArrayList<>(subscription.redeliveries().stream()
                .filter(one -> one.id() > done)
                .toList());
        if (asked.size() >= limits.maxRedeliveries()) {
            throw new ProblemException(Problem.of(
                    Problem.Type.TOO_MANY,
                    asked.size() + " redeliveries of this subscription are not done yet, which is the limit"
                            + " (dibao.delivery.max-redeliveries); wait for them"));
        }
        long latest = subscription.redeliveries().stream()
                .mapToLong(Redelivery::id)
                .max()
                .orElse(0);
        asked.add(new Redelivery(Math.max(done, latest) + 1, range.from(), range.to()));
        return SubscriptionBuilder.builder(subscription).redeliveries(asked).build();
    }

    private record Range(Position from, Position to) {}

    private Mono<Range> range(ObjectNode json) {
        if (json.size() == 1 && json.path("since").isString()) {
            try {
                return events.before(Instant.parse(json.path("since").stringValue()))
                        .map(before -> new Range(before.next(), events.last()))
                        .filter(range -> range.to().isAtLeast(range.from()))
                        .switchIfEmpty(
                                Mono.error(() -> new InvalidSubscription("since", "nothing was published since then")));
            } catch (DateTimeParseException e) {
                throw new InvalidSubscription("since", "a time such as 2026-05-01T08:00:00Z is needed");
            }
        }
        boolean one = json.size() == 1 && json.has("position");
        Position from = position(json.path(one ? "position" : "from"));
        Position to = position(json.path(one ? "position" : "to"));
        if (!one && json.size() != 2 || from == null || to == null || from.isAfter(to)) {
            throw new InvalidSubscription(
                    one ? "position" : "from",
                    "{\"position\": n}, {\"from\": n, \"to\": m} or {\"since\": time} is needed, with positions from 0 to "
                            + events.last());
        }
        return Mono.just(new Range(from, to));
    }

    private Mono<ServerResponse> test(ServerRequest request) {
        Subscription subscription = find(request).subscription();
        TestEvent event = TestEvent.at(clock.instant(), subscription.id(), newId("test_"));
        return dispatcher
                .test(subscription, event.event(), event.body(), event.id())
                .flatMap(attempt -> json(200, Json.mapper().valueToTree(attempt)));
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

    private Mono<ObjectNode> body(ServerRequest request) {
        return DataBufferUtils.join(request.body((message, _) -> message.getBody()), limits.maxRequest())
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new ProblemException(Problem.of(
                                Problem.Type.TOO_LARGE,
                                "at most " + limits.maxRequest() + " bytes are allowed (dibao.delivery.max-request)")))
                .map(buffer -> {
                    String text = buffer.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(buffer);
                    return text;
                })
                .defaultIfEmpty("")
                .map(text -> {
                    try {
                        if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                            return object;
                        }
                    } catch (JacksonException e) {
                        throw new ProblemException(Problem.of(
                                Problem.Type.MALFORMED, "the request is not valid JSON: " + e.getOriginalMessage()));
                    }
                    throw new ProblemException(Problem.of(Problem.Type.MALFORMED, "a JSON object is needed"));
                });
    }

    private static Mono<ServerResponse> json(int status, JsonNode json) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.bytes(json));
    }

    private static String newId(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(ID_LENGTH, 0, ID_CHARACTERS.length()).forEach(at -> id.append(ID_CHARACTERS.charAt(at)));
        return id.toString();
    }
}
