package org.dibao.delivery.template;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.json.Json;
import org.dibao.delivery.articles.Articles;
import org.dibao.delivery.articles.Story;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.Pace;
import org.dibao.delivery.targets.RetryAfter;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subscriptions of the kind {@code template:<name>}: each event becomes a message as the template says. Nobody is told of
 * the articles of an import. The address of a chat room is a secret and is shown nowhere.
 */
@Component
@EnableConfigurationProperties(TemplateSettings.class)
final class TemplateChannel implements Channel {
    private static final String PREFIX = "template:";
    private static final String SECRET = "secret";
    /** A message that would have to wait longer for its turn is tried again later. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Templates templates;
    private final TargetClient client;
    private final Articles articles;
    private final Pace pace = new Pace();

    TemplateChannel(TemplateSettings settings, TargetClient client, Articles articles) {
        this.templates = new Templates(settings.templateDir());
        this.client = client;
        this.articles = articles;
    }

    @Override
    public boolean serves(String kind) {
        return kind.startsWith(PREFIX)
                && templates.named(kind.substring(PREFIX.length())).isPresent();
    }

    private Template template(Subscription of) {
        return templates.named(of.kind().substring(PREFIX.length())).orElseThrow();
    }

    @Override
    public void check(Subscription subscription) {
        Template template = template(subscription);
        client.fault(subscription.target()).ifPresent(fault -> {
            throw new InvalidSubscription("target", fault);
        });
        String host =
                Objects.requireNonNullElse(subscription.target().getHost(), "").toLowerCase(Locale.ROOT);
        if (!template.hosts().isEmpty() && template.hosts().stream().noneMatch(it -> isAt(host, it))) {
            throw new InvalidSubscription(
                    "target",
                    "An address of " + template.title() + " is at " + String.join(" or ", template.hosts()) + ".");
        }
        if (!subscription.headers().isEmpty()) {
            throw new InvalidSubscription(
                    "headers", "A message to " + template.title() + " has no headers of its own.");
        }
        for (String option : subscription.options().keySet()) {
            if (!option.equals(SECRET) || template.signing() == Sign.NONE) {
                throw new InvalidSubscription("options." + option, template.title() + " has no such option.");
            }
        }
    }

    /** Whoever knows a room's address can write there. */
    @Override
    public String shownTarget(Subscription subscription) {
        return subscription.target().getScheme() + "://" + subscription.target().getAuthority() + "/" + HIDDEN;
    }

    private static boolean isAt(String host, String allowed) {
        return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }

    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        Template template = template(to);
        if (message.event().event().imported()
                || !template.tells(message.event().name())) {
            return Mono.just(skipped(template));
        }
        return Mono.defer(() -> {
            Duration wait = pace.take(to.target().toString(), template.perMinute(), System.nanoTime());
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                return Mono.just(busy(template, wait));
            }
            return Mono.delay(wait).then(Mono.defer(() -> article(to, message, template)));
        });
    }

    private Mono<Answer> article(Subscription to, Message message, Template template) {
        return Mono.zip(articles.of(message.event()), articles.site())
                .flatMap(both -> Story.of(message.event(), both.getT1(), both.getT2())
                        .map(story -> send(to, story, template, Instant.now()))
                        .orElseGet(() -> Mono.just(skipped(template))));
    }

    private Mono<Answer> send(Subscription to, Story story, Template template, Instant at) {
        ObjectNode body = template.body(story);
        URI target = to.target();
        String secret = to.options().get(SECRET);
        if (secret != null) {
            template.signing().body(body, secret, at);
            target = template.signing().target(target, secret, at);
        }
        Map<String, String> headers = new HashMap<>(template.headers());
        headers.putIfAbsent("Content-Type", "application/json; charset=utf-8");
        return client.send(new TargetRequest("POST", target, headers, Json.bytes(body)))
                .map(result -> answer(template, to, headers, result, at));
    }

    private Answer answer(
            Template template, Subscription to, Map<String, String> headers, TargetResult result, Instant at) {
        String line = "POST " + shownTarget(to);
        return switch (result) {
            case TargetResult.Failed failed ->
                Answer.with(Verdict.RETRY, line)
                        .took(failed.took())
                        .requestHeaders(headers)
                        .failure(failed.what())
                        .connected(failed.connected())
                        .build();
            case TargetResult.Answered answered -> {
                String text = answered.text();
                Answers rules = template.answers();
                if (rules.isDelivered(answered.status(), text)) {
                    yield told(Verdict.DELIVERED, answered, null, line, headers, null);
                }
                if (rules.isGone(answered.status(), text)) {
                    yield told(
                            Verdict.GONE,
                            answered,
                            null,
                            line,
                            headers,
                            template.title() + " no longer knows this address.");
                }
                if (rules.isTooMany(answered.status(), text)) {
                    Duration said = RetryAfter.of(answered.header("Retry-After"), at);
                    yield told(
                            Verdict.RETRY,
                            answered,
                            said == null ? rules.pause() : said,
                            line,
                            headers,
                            template.title() + " says that there are too many messages.");
                }
                yield told(
                        Verdict.RETRY,
                        answered,
                        RetryAfter.of(answered.header("Retry-After"), at),
                        line,
                        headers,
                        template.title() + " has not taken the message; its answer says why.");
            }
        };
    }

    private static Answer told(
            Verdict verdict,
            TargetResult.Answered answered,
            @Nullable Duration retryAfter,
            String line,
            Map<String, String> headers,
            @Nullable String failure) {
        return Answer.with(verdict, line)
                .status(answered.status())
                .took(answered.took())
                .retryAfter(retryAfter)
                .excerpt(answered.text())
                .requestHeaders(headers)
                .failure(failure)
                .build();
    }

    private static Answer skipped(Template template) {
        return Answer.with(Verdict.SKIPPED, template.title()).build();
    }

    private static Answer busy(Template template, Duration wait) {
        return Answer.with(Verdict.RETRY, template.title())
                .retryAfter(wait)
                .failure("Too many messages wait for this address; it takes " + template.perMinute() + " a minute.")
                .build();
    }
}
