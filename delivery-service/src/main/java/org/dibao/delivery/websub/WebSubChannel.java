package org.dibao.delivery.websub;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.AnswerBuilder;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.dibao.delivery.websub.FeedTopics.Feed;
import reactor.core.publisher.Mono;

/**
 * Sends what is new in a feed to those who have subscribed to it (WebSub, section 7). Everything that is to be sent while
 * a request is under way goes with the next one, so that a subscriber who is slow gets fewer and larger requests, and
 * never an old version after a newer one.
 */
final class WebSubChannel implements Channel {
    static final String KIND = "websub";

    /** In a subscription's options: the feed, as it names itself. */
    static final String TOPIC = "topic";

    /** In a subscription's options: when its lease ends, in ISO 8601. */
    static final String UNTIL = "until";

    static final int MOST_AT_ONCE = 100;

    private final FeedTopics topics;
    private final TargetClient client;
    private final Duration gather;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** @param gather how long to wait for further changes before a feed is sent */
    WebSubChannel(FeedTopics topics, TargetClient client, Duration gather) {
        this.topics = topics;
        this.client = client;
        this.gather = gather;
    }

    @Override
    public boolean serves(String kind) {
        return kind.equals(KIND);
    }

    @Override
    public void check(Subscription subscription) {
        throw new InvalidSubscription(
                "kind", "those who follow a feed subscribe themselves, at the hub that the feed names (/api/websub)");
    }

    @Override
    public int defaultConcurrency(String kind) {
        return MOST_AT_ONCE;
    }

    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        return hasLapsed(to, message.at())
                ? Mono.just(answer(to, Verdict.GONE, 0, Duration.ZERO, "its lease has ended"))
                : Mono.defer(() -> {
                    Mono<Answer>[] waiting = newArray();
                    lines.compute(to.id(), (_, there) -> {
                        Line line = there == null ? new Line(this::attempt, gather) : there;
                        waiting[0] = line.join(to, message);
                        return line;
                    });
                    return waiting[0].doFinally(
                            _ -> lines.computeIfPresent(to.id(), (_, line) -> line.isIdle() ? null : line));
                });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Mono<Answer>[] newArray() {
        return new Mono[1];
    }

    static boolean hasLapsed(Subscription subscription, Instant now) {
        String until = subscription.options().get(UNTIL);
        return until == null || !now.isBefore(Instant.parse(until));
    }

    private Mono<Answer> attempt(Batch batch) {
        Subscription to = batch.to();
        URI topic = URI.create(to.options().getOrDefault(TOPIC, ""));
        return topics.read(topic, batch.last(), batch.articles())
                .flatMap(feed -> feed.map(content -> send(to, content, batch.at()))
                        .orElseGet(() -> Mono.just(
                                answer(to, Verdict.SKIPPED, 0, Duration.ZERO, "the feed is no longer there"))))
                .onErrorResume(e -> Mono.just(answer(
                        to, Verdict.RETRY, 0, Duration.ZERO, "this site cannot read its feed: " + e.getMessage())));
    }

    private Mono<Answer> send(Subscription to, Feed feed, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", feed.contentType());
        headers.put("Link", feed.link());
        to.secrets().stream()
                .filter(secret -> secret.isValidAt(at))
                .findFirst()
                .map(SigningSecret::value)
                .ifPresent(secret -> headers.put(HubSignature.HEADER, HubSignature.of(feed.body(), secret)));
        return client.send(new TargetRequest("POST", to.target(), headers, feed.body()))
                .map(result -> switch (result) {
                    case TargetResult.Answered answered -> answer(to, answered, headers);
                    case TargetResult.Failed failed ->
                        Answer.failed(
                                failed.took(),
                                line(to),
                                failed.what(),
                                failed.reason() != TargetResult.Reason.UNREACHABLE
                                        && failed.reason() != TargetResult.Reason.NOT_ALLOWED);
                });
    }

    private static Answer answer(Subscription to, TargetResult.Answered answered, Map<String, String> headers) {
        Verdict verdict = answered.status() == 410
                ? Verdict.GONE
                : answered.status() / 100 == 2 ? Verdict.DELIVERED : Verdict.RETRY;
        Map<String, String> shown = new LinkedHashMap<>(headers);
        shown.remove(HubSignature.HEADER);
        return AnswerBuilder.builder()
                .verdict(verdict)
                .status(answered.status())
                .took(answered.took())
                .excerpt(answered.text())
                .requestLine(line(to))
                .requestHeaders(shown)
                .connected(true)
                .build();
    }

    private static Answer answer(Subscription to, Verdict verdict, int status, Duration took, String why) {
        return AnswerBuilder.builder()
                .verdict(verdict)
                .status(status)
                .took(took)
                .excerpt("")
                .requestLine(line(to))
                .requestHeaders(Map.of())
                .failure(why)
                .connected(false)
                .build();
    }

    private static String line(Subscription to) {
        return "POST " + to.target().getScheme() + "://" + to.target().getRawAuthority()
                + to.target().getRawPath();
    }
}
