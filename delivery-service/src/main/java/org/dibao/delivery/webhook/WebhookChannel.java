package org.dibao.delivery.webhook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.dibao.contract.json.Json;
import org.dibao.delivery.articles.Articles;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.RetryAfter;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks: a POST of the event as CloudEvents structured JSON, signed as Standard Webhooks 1.0 says. Any 2xx counts as
 * delivered, 410 ends the subscription, and everything else is tried again, redirects included: they are not followed.
 */
@Component
final class WebhookChannel implements Channel {
    /** Whether messages are signed with Ed25519 as well. */
    static final String ASYMMETRIC = "asymmetric";

    private static final Set<String> OPTIONS = Set.of(ASYMMETRIC);

    private final TargetClient client;
    private final Articles articles;
    /** Compared by identity, and forgotten with the definition. */
    private final LoadingCache<Subscription, Signing> signings =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(of -> new Signing(of, isAsymmetric(of)));

    WebhookChannel(TargetClient client, Articles articles) {
        this.client = client;
        this.articles = articles;
    }

    @Override
    public boolean serves(String kind) {
        return kind.equals(Subscription.WEBHOOK);
    }

    @Override
    public @Nullable String newSecret(String kind) {
        return WebhookSecret.random().text();
    }

    /** A query may contain a key. */
    @Override
    public String shownTarget(Subscription subscription) {
        String target = subscription.target().toString();
        return subscription.target().getRawQuery() == null
                ? target
                : target.substring(0, target.indexOf('?') + 1) + HIDDEN;
    }

    @Override
    public @Nullable String publicKey(Subscription subscription) {
        return isAsymmetric(subscription)
                ? WebhookSecret.parse(subscription.secrets().getFirst().value()).publicKey()
                : null;
    }

    private static boolean isAsymmetric(Subscription subscription) {
        return "true".equals(subscription.options().get(ASYMMETRIC))
                && !subscription.secrets().isEmpty();
    }

    @Override
    public int defaultConcurrency(String kind) {
        return 4;
    }

    @Override
    public void check(Subscription subscription) {
        client.fault(subscription.target()).ifPresent(fault -> {
            throw new InvalidSubscription("target", fault);
        });
        CustomHeaders.check(subscription.headers());
        subscription.options().forEach((name, value) -> {
            if (!OPTIONS.contains(name)) {
                throw new InvalidSubscription(
                        "options." + name, "A webhook has no such option, only " + ASYMMETRIC + ".");
            }
            if (!value.equals("true") && !value.equals("false")) {
                throw new InvalidSubscription("options." + name, "It is true or false.");
            }
        });
        try {
            subscription.secrets().forEach(secret -> WebhookSecret.parse(secret.value()));
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("secret", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        return to.payload() == Subscription.Payload.WHOLE
                ? articles.of(message.event())
                        .flatMap(article -> send(to, message, withContent(message.body(), article)))
                : Mono.defer(() -> send(to, message, message.body()));
    }

    private Mono<Answer> send(Subscription to, Message message, byte[] body) {
        Signing signing = signings.get(to);
        long asked = System.nanoTime();
        AtomicReference<Map<String, String>> signature = new AtomicReference<>(Map.of());
        return client.send(to.target(), () -> {
                    // Its turn may come late, and what was signed minutes ago is refused.
                    Instant at = message.at().plusNanos(System.nanoTime() - asked);
                    signature.set(signing.sign(message.id(), at, body));
                    return new TargetRequest("POST", to.target(), signing.headers(signature.get()), body);
                })
                .map(result -> answer(to, message, signing.shown(signature.get()), result));
    }

    private static byte[] withContent(byte[] event, Optional<byte[]> article) {
        ObjectNode whole = Json.read(event, ObjectNode.class);
        ObjectNode data = (ObjectNode) whole.get("data");
        article.ifPresent(text -> data.set("content", Json.read(text, JsonNode.class)));
        return Json.bytes(whole);
    }

    private Answer answer(Subscription to, Message message, Map<String, String> shown, TargetResult result) {
        String line = "POST " + shownTarget(to);
        return switch (result) {
            case TargetResult.Failed failed ->
                Answer.with(Verdict.RETRY, line)
                        .took(failed.took())
                        .requestHeaders(shown)
                        .failure(failed.what())
                        .connected(failed.connected())
                        .build();
            case TargetResult.Answered answered -> {
                Verdict verdict = verdict(answered.status());
                yield Answer.with(verdict, line)
                        .status(answered.status())
                        .took(answered.took())
                        .retryAfter(
                                verdict == Verdict.RETRY
                                        ? RetryAfter.of(answered.header("Retry-After"), message.at())
                                        : null)
                        .excerpt(answered.text())
                        .requestHeaders(shown)
                        .failure(failure(answered))
                        .build();
            }
        };
    }

    private static Verdict verdict(int status) {
        return switch (status / 100) {
            case 2 -> Verdict.DELIVERED;
            case 4 -> status == 410 ? Verdict.GONE : Verdict.RETRY;
            default -> Verdict.RETRY;
        };
    }

    private static @Nullable String failure(TargetResult.Answered answer) {
        return switch (answer.status() / 100) {
            case 2 -> null;
            case 3 -> "It redirects (" + answer.status() + "), and redirects are not followed: change the target.";
            default -> "It answers with status " + answer.status() + ".";
        };
    }
}
