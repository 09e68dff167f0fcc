package org.dibao.delivery.websub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.delivery.subscription.SubscriptionLog.Versioned;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The hub's subscriptions among all others, in the log. Their ids follow from feed and callback. */
final class LoggedSubscriptions implements HubSubscriptions {
    private static final int ID_BYTES = 12;

    private final SubscriptionLog log;
    private final Supplier<Position> last;
    private final WebSubSettings settings;
    private final Clock clock;

    /** @param last the last position that is live: a new subscriber gets what comes after it */
    LoggedSubscriptions(SubscriptionLog log, Supplier<Position> last, WebSubSettings settings, Clock clock) {
        this.log = log;
        this.last = last;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean has(URI topic, URI callback) {
        return log.find(id(topic, callback)).isPresent();
    }

    @Override
    public @Nullable String refusal(HubRequest.Subscribe request) {
        if (has(request.topic(), request.callback())) {
            return null;
        }
        if (log.count(WebSubChannel.KIND) >= settings.maxSubscriptions()) {
            return "this hub takes no more subscriptions";
        }
        String host = request.callback().getHost();
        return log.count(WebSubChannel.KIND, host) >= settings.maxPerHost()
                ? "this hub takes no more subscriptions of " + host
                : null;
    }

    @Override
    public Mono<Void> put(HubRequest.Subscribe request, Instant until) {
        return Mono.defer(() -> {
            String id = id(request.topic(), request.callback());
            Optional<Subscription> before = log.find(id).map(Versioned::subscription);
            Subscription subscription = before.map(SubscriptionBuilder::builder)
                    .orElseGet(() -> begun(id, request))
                    // One that had ended or was given up goes on.
                    .resumes(before.map(one -> one.resumes() + 1).orElse(0L))
                    .paused(false)
                    .secrets(request.secret() == null ? List.of() : List.of(new SigningSecret(request.secret(), null)))
                    .options(Map.of(
                            WebSubChannel.TOPIC,
                            request.topic().toString(),
                            WebSubChannel.UNTIL,
                            until.truncatedTo(ChronoUnit.SECONDS).toString()))
                    .build();
            return log.put(subscription).then();
        });
    }

    private SubscriptionBuilder begun(String id, HubRequest.Subscribe request) {
        return SubscriptionBuilder.builder()
                .id(id)
                .name(request.callback().getHost() + " " + request.topic().getPath())
                .kind(WebSubChannel.KIND)
                .target(request.callback())
                .filter(TopicFilter.of(request.topic()))
                .payload(Payload.THIN)
                .ordering(Ordering.ARTICLE)
                .maxConcurrent(WebSubChannel.MOST_AT_ONCE)
                .headers(Map.of())
                .after(last.get())
                .createdAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .redeliveries(List.of());
    }

    @Override
    public Mono<Void> remove(URI topic, URI callback) {
        return log.delete(id(topic, callback));
    }

    /** Deletes those whose leases have ended. */
    Mono<Void> removeLapsed() {
        Instant now = clock.instant();
        return Flux.fromStream(log::stream)
                .filter(one -> one.kind().equals(WebSubChannel.KIND) && WebSubChannel.hasLapsed(one, now))
                .flatMap(one -> log.delete(one.id()))
                .then();
    }

    private static String id(URI topic, URI callback) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((topic + " " + callback).getBytes(StandardCharsets.UTF_8));
            return "sub_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
