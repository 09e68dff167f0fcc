package org.dibao.delivery.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.targets.Opened;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.eventlog.publicevents.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Against a subscriber on loopback. */
class WebSubChannelTest {
    private static final URI FEED = URI.create("https://news.example.org/feed.xml");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @RegisterExtension
    final Opened opened = new Opened();

    private final Feeds feeds = new Feeds(FEED);
    private final TargetClient client = opened.client();
    private final WebSubChannel channel = new WebSubChannel(feeds, client, Duration.ofMillis(20));
    private final AtomicInteger status = new AtomicInteger(200);
    private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
    private final DisposableServer subscriber = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .defaultIfEmpty("")
                    .flatMap(body -> {
                        received.add(Map.of(
                                "uri", request.uri(),
                                "type", String.valueOf(request.requestHeaders().get("Content-Type")),
                                "link", String.valueOf(request.requestHeaders().get("Link")),
                                "signature",
                                        String.valueOf(request.requestHeaders().get("X-Hub-Signature")),
                                "body", body));
                        return response.status(status.get()).send().then();
                    }))
            .bindNow();

    @AfterEach
    void close() {
        subscriber.disposeNow();
    }

    @Test
    void whatIsNewIsSentInOneSignedRequest() {
        List<Answer> answers = Flux.merge(
                        channel.send(subscription("s3cret"), message(5, "a")),
                        channel.send(subscription("s3cret"), message(7, "b")),
                        channel.send(subscription("s3cret"), message(6, "a")))
                .collectList()
                .block();
        assertThat(answers).hasSize(3).allMatch(answer -> answer.verdict() == Verdict.DELIVERED);
        assertThat(received)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("uri", "/push?id=7")
                        .containsEntry("type", "application/atom+xml;charset=utf-8")
                        .containsEntry("link", Feeds.LINK)
                        .containsEntry("body", "at least 7 [a, b]")
                        .containsEntry(
                                "signature",
                                HubSignature.of("at least 7 [a, b]".getBytes(StandardCharsets.UTF_8), "s3cret")));
        assertThat(String.valueOf(answers)).doesNotContain("sha256=", "s3cret");
    }

    @Test
    void whoGaveNoSecretGetsNoSignature() {
        assertThat(send(subscription(null), message(1, "a")).verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(received.getFirst()).containsEntry("signature", "null");
    }

    @Test
    void aChangeOfTheWholeSiteSendsTheWholeFeed() {
        List<Answer> answers = Flux.merge(
                        channel.send(subscription(null), message(1, "a")),
                        channel.send(subscription(null), message(2, null)))
                .collectList()
                .block();
        assertThat(answers).hasSize(2).allMatch(answer -> answer.verdict() == Verdict.DELIVERED);
        assertThat(received.getFirst()).containsEntry("body", "at least 2 []");
    }

    @Test
    void answersMeanWhatTheRecommendationSays() {
        for (int delivered : List.of(200, 202, 204)) {
            assertThat(answered(delivered)).isEqualTo(Verdict.DELIVERED);
        }
        for (int again : List.of(301, 302, 400, 404, 429, 500, 503)) {
            assertThat(answered(again)).isEqualTo(Verdict.RETRY);
        }
        assertThat(answered(410)).isEqualTo(Verdict.GONE);
    }

    @Test
    void nothingIsSentOnceTheLeaseHasEnded() {
        Answer answer = send(
                SubscriptionBuilder.builder(subscription(null))
                        .options(Map.of("topic", FEED.toString(), "until", NOW.toString()))
                        .build(),
                message(1, "a"));
        assertThat(answer.verdict()).isEqualTo(Verdict.GONE);
        assertThat(received).isEmpty();
    }

    @Test
    void aFeedThatCannotBeReadIsTriedAgainAndOneThatIsGoneIsNot() {
        feeds.broken = true;
        assertThat(send(subscription(null), message(1, "a")).verdict()).isEqualTo(Verdict.RETRY);
        feeds.broken = false;
        Answer gone = send(
                SubscriptionBuilder.builder(subscription(null))
                        .options(Map.of(
                                "topic",
                                "https://news.example.org/feed/tag/x.xml",
                                "until",
                                NOW.plusSeconds(9).toString()))
                        .build(),
                message(2, "a"));
        assertThat(gone.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(received).isEmpty();
    }

    @Test
    void nobodySubscribesAnotherThroughTheOtherAddress() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> channel.check(subscription(null)))
                .isInstanceOf(InvalidSubscription.class);
    }

    private Verdict answered(int with) {
        status.set(with);
        return send(subscription(null), message(1, "a")).verdict();
    }

    private Answer send(Subscription to, Message message) {
        return java.util.Objects.requireNonNull(
                Mono.from(channel.send(to, message)).block());
    }

    private static Message message(long position, @org.jspecify.annotations.Nullable String article) {
        Result result = article == null
                ? new Result(Result.Kind.SITE_CHANGED, 200, null, null, null, null, null)
                : new Result(
                        Result.Kind.PUBLISHED,
                        201,
                        new ArticleId(article),
                        Revision.FIRST,
                        new ArticlePath("/" + article + ".html"),
                        null,
                        null);
        Publication publication =
                new Publication(new Position(position), NOW, result, null, null, null, new java.util.TreeSet<>());
        return new Message(LogEvent.of(publication), false, "evt_" + position, new byte[0], NOW, 1);
    }

    private Subscription subscription(@org.jspecify.annotations.Nullable String secret) {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name("reader")
                .kind("websub")
                .target(URI.create("http://127.0.0.1:" + subscriber.port() + "/push?id=7"))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(10)
                .options(Map.of(
                        "topic", FEED.toString(), "until", NOW.plusSeconds(1).toString()))
                .secrets(secret == null ? List.of() : List.of(new SigningSecret(secret, null)))
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }
}
