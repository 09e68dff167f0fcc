package org.dibao.delivery.websub;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Verifies that who is to be subscribed or unsubscribed wants it (WebSub, sections 5.2 and 5.3). A stranger's request
 * is stored nowhere before its callback has confirmed it; one that is under way when the service stops is forgotten, and
 * the subscriber, which hears nothing, asks again.
 */
final class Hub {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final int CHALLENGE_BYTES = 24;
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final FeedTopics topics;
    private final Callbacks callbacks;
    private final HubSubscriptions subscriptions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Hub(FeedTopics topics, Callbacks callbacks, HubSubscriptions subscriptions, Clock clock) {
        this.topics = topics;
        this.callbacks = callbacks;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Verifies a request and carries it out; completes when it is decided, whether it was confirmed or not. */
    Mono<Void> verify(HubRequest request) {
        return switch (request) {
            case HubRequest.Subscribe subscribe -> subscribe(subscribe);
            case HubRequest.Unsubscribe unsubscribe ->
                subscriptions.has(unsubscribe.topic(), unsubscribe.callback())
                        ? confirmed(unsubscribe, null)
                                .flatMap(yes -> yes
                                        ? subscriptions.remove(unsubscribe.topic(), unsubscribe.callback())
                                        : Mono.empty())
                        : Mono.empty();
        };
    }

    private Mono<Void> subscribe(HubRequest.Subscribe request) {
        return topics.exists(request.topic()).retryWhen(again()).flatMap(exists -> {
            if (!exists) {
                return deny(
                        request,
                        "hub.topic is no feed of this site: take the address from the feed's Link header with rel=\"self\"");
            }
            String full = subscriptions.refusal(request);
            if (full != null) {
                return deny(request, full);
            }
            return confirmed(request, request.lease())
                    .flatMap(yes ->
                            yes ? subscriptions.put(request, clock.instant().plus(request.lease())) : Mono.empty());
        });
    }

    private Mono<Boolean> confirmed(HubRequest request, @Nullable Duration lease) {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        String challenge = HexFormat.of().formatHex(bytes);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("hub.mode", request.mode());
        parameters.put("hub.topic", request.topic().toString());
        parameters.put("hub.challenge", challenge);
        if (lease != null) {
            parameters.put("hub.lease_seconds", Long.toString(lease.toSeconds()));
        }
        URI asked = CallbackUrl.with(request.callback(), parameters);
        return callbacks
                .get(asked)
                // A server in trouble is asked again; any other answer is one.
                .flatMap(answer -> answer.status() >= 500
                        ? Mono.error(new IllegalStateException("the callback answered " + answer.status()))
                        : Mono.just(answer.status() / 100 == 2 && answer.body().equals(challenge)))
                .retryWhen(again())
                .onErrorResume(e -> {
                    log.info("{} was not verified: {}", request, reason(e));
                    return Mono.just(false);
                });
    }

    static @Nullable String reason(Throwable e) {
        return (Exceptions.isRetryExhausted(e) && e.getCause() != null ? e.getCause() : e).getMessage();
    }

    private static Retry again() {
        return Retry.backoff(TRIES - 1L, BETWEEN);
    }

    /** Tells a subscriber that it is not subscribed (section 5.2); whether it hears that is its own business. */
    private Mono<Void> deny(HubRequest request, String reason) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("hub.mode", "denied");
        parameters.put("hub.topic", request.topic().toString());
        parameters.put("hub.reason", reason);
        return callbacks
                .get(CallbackUrl.with(request.callback(), parameters))
                .onErrorComplete()
                .then();
    }
}
