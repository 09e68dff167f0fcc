package org.dibao.delivery.searchengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.delivery.articles.StoreAt;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.targets.Listener;
import org.dibao.delivery.targets.Opened;
import org.dibao.delivery.targets.TargetResult.Answered;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.indexnow.IndexNowSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class SearchEngineChannelTest {
    private static final String KEY = "26ecd1ada8034912a62634cc4e3ddd7e";
    private static final String BAIDU_OK = "{\"remain\":99,\"success\":1,\"not_same_site\":[],\"not_valid\":[]}";

    @RegisterExtension
    final Opened opened = new Opened();

    @Test
    void indexNowIsToldInOneCallOfAllThatHappensWithinAMoment() {
        Listener engine = opened.keep(Listener.answering(answer(200, "")));
        SearchEngineChannel channel = channel("https://gazette.example");
        Subscription to = to("indexnow", engine, "/indexnow");

        List<Answer> answers = Flux.just(
                        event(1, "published", "/a.html", null),
                        event(2, "revised", "/a.html", null),
                        event(3, "moved", "/邸报.html", "/b.html"),
                        event(4, "withdrawn", null, "/c.html"))
                .flatMap(message -> channel.send(to, message))
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(answers).hasSize(4).allMatch(it -> it.verdict() == Verdict.DELIVERED);
        assertThat(engine.requests()).hasSize(1);
        String request = engine.requests().getFirst();
        assertThat(request)
                .startsWith("POST /indexnow HTTP/1.1")
                .contains("Content-Type: application/json; charset=utf-8\r\n");
        JsonNode body = body(request);
        assertThat(body.path("host").asString()).isEqualTo("gazette.example");
        assertThat(body.path("key").asString()).isEqualTo(KEY);
        assertThat(body.path("keyLocation").asString()).isEqualTo("https://gazette.example/" + KEY + ".txt");
        assertThat(body.path("urlList").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "https://gazette.example/a.html",
                        "https://gazette.example/%E9%82%B8%E6%8A%A5.html",
                        "https://gazette.example/b.html",
                        "https://gazette.example/c.html");
    }

    @Test
    void baiduIsToldALineForEachAddress() {
        Listener engine = opened.keep(Listener.answering(answer(200, BAIDU_OK)));
        SearchEngineChannel channel = channel("https://gazette.example");
        Subscription to = to("baidu", engine, "/urls?site=gazette.example&token=s3cret");

        List<Answer> answers = Flux.just(event(1, "published", "/a.html", null), event(2, "published", "/b.html", null))
                .flatMap(message -> channel.send(to, message))
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(answers).allMatch(it -> it.verdict() == Verdict.DELIVERED);
        assertThat(answers).allMatch(it -> !it.requestLine().contains("s3cret"));
        String request = engine.requests().getFirst();
        assertThat(request)
                .startsWith("POST /urls?site=gazette.example&token=s3cret HTTP/1.1")
                .contains("Content-Type: text/plain\r\n");
        assertThat(text(request).lines())
                .containsExactlyInAnyOrder("https://gazette.example/a.html", "https://gazette.example/b.html");
    }

    @Test
    void noCallNamesMoreThanAnEngineTakes() {
        Listener engine = opened.keep(Listener.answering(answer(200, BAIDU_OK.replace("99", "100000"))));
        SearchEngineChannel channel = channel("https://gazette.example");
        Subscription to = to("baidu", engine, "/urls?site=gazette.example&token=x");

        Flux.range(0, 4_500)
                .flatMap(i -> channel.send(to, event(i, "published", "/p" + i + ".html", null)), 10_000)
                .blockLast(Duration.ofSeconds(20));

        List<Long> sizes =
                engine.requests().stream().map(it -> text(it).lines().count()).toList();
        assertThat(sizes).allMatch(size -> size <= 2_000);
        assertThat(sizes.stream().mapToLong(it -> it).sum()).isEqualTo(4_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"indexnow", "baidu"})
    void nothingIsSaidAboutAnImport(String kind) {
        Listener engine = opened.keep(Listener.answering(answer(200, BAIDU_OK)));
        SearchEngineChannel channel = channel("https://gazette.example");
        Subscription to = to(kind, engine, "/urls?site=gazette.example&token=x");

        assertThat(channel.send(to, imported()).block().verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(channel.send(to, event(2, "site-changed", null, null))
                        .block()
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(channel("http://localhost:8080")
                        .send(to, event(3, "published", "/a.html", null))
                        .block()
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(engine.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            indexnow | 200 |                                                 | DELIVERED | |
            indexnow | 202 |                                                 | DELIVERED | |
            indexnow | 400 |                                                 | RETRY | | status 400
            indexnow | 403 |                                                 | RETRY | | 26ecd1ada8034912a62634cc4e3ddd7e.txt must be reachable
            indexnow | 422 |                                                 | RETRY | | do not belong to gazette.example
            indexnow | 429 |                                                 | RETRY | PT10M | too many
            baidu    | 400 | {"error":400,"message":"site error"}            | RETRY | | site error
            baidu    | 401 | {"error":401,"message":"token is not valid"}    | RETRY | | token is not valid
            baidu    | 200 | <html>                                          | RETRY | | status 200
            """)
    void whatAnEngineSaysIsUnderstood(
            String kind, int status, String body, Verdict verdict, Duration retryAfter, String failure) {
        Listener engine = opened.keep(Listener.answering(answer(status, body == null ? "" : body)));

        Answer answer = channel("https://gazette.example")
                .send(to(kind, engine, "/urls?site=gazette.example&token=x"), event(1, "published", "/a.html", null))
                .block();

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.retryAfter()).isEqualTo(retryAfter);
        if (failure == null) {
            assertThat(answer.failure()).isNull();
        } else {
            assertThat(answer.failure()).contains(failure);
        }
    }

    /** Baidu's day is China's. */
    @Test
    void whatIsOverBaidusQuotaWaitsForItsNextDay() {
        Instant now = Instant.parse("2026-11-28T15:00:00Z"); // 23:00 there
        Answered over = new Answered(
                400,
                new HttpHeaders(),
                "{\"error\":400,\"message\":\"over quota\"}".getBytes(StandardCharsets.UTF_8),
                false,
                Duration.ZERO);
        assertThat(new Baidu().pause(over, now)).isEqualTo(Duration.ofHours(1));

        Listener engine = opened.keep(Listener.answering(answer(200, BAIDU_OK.replace("99", "0"))));
        SearchEngineChannel channel = channel("https://gazette.example");
        Subscription to = to("baidu", engine, "/urls?site=gazette.example&token=x");
        assertThat(channel.send(to, event(1, "published", "/a.html", null))
                        .block()
                        .verdict())
                .isEqualTo(Verdict.DELIVERED);
        Answer second = channel.send(to, event(2, "published", "/b.html", null)).block();
        assertThat(second.verdict()).isEqualTo(Verdict.RETRY);
        assertThat(second.retryAfter()).isBetween(Duration.ZERO, Duration.ofDays(1));
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void whatIsWrongIsNamed() {
        Listener engine = opened.keep(Listener.answering(answer(200, "")));
        SearchEngineChannel channel = channel("https://gazette.example");
        channel.check(to("indexnow", engine, "/indexnow"));
        channel.check(to("baidu", engine, "/urls?site=https://a.example&token=x"));
        refused(channel, "target", to("baidu", engine, "/urls?site=a.example"));
        refused(
                channel,
                "target",
                SubscriptionBuilder.builder(to("indexnow", engine, "/"))
                        .target(URI.create("http://10.0.0.1/"))
                        .build());
        refused(
                channel,
                "headers",
                SubscriptionBuilder.builder(to("indexnow", engine, "/"))
                        .headers(Map.of("X", "y"))
                        .build());
        refused(
                channel,
                "options",
                SubscriptionBuilder.builder(to("indexnow", engine, "/"))
                        .options(Map.of("x", "y"))
                        .build());
        assertThat(new IndexNow(new IndexNowSettings(null))
                        .fault(to("indexnow", engine, "/"))
                        .orElseThrow())
                .contains("dibao.index-now-key");
        assertThatThrownBy(() -> new IndexNowSettings("short"))
                .hasMessageContaining("dibao.index-now-key is \"short\"; it must");
    }

    private static void refused(SearchEngineChannel channel, String field, Subscription subscription) {
        assertThatThrownBy(() -> channel.check(subscription))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private SearchEngineChannel channel(String baseUrl) {
        StoreAt store = opened.keep(StoreAt.answering(
                "null\n", "{\"title\":\"River Gazette\",\"language\":\"en\",\"baseUrl\":\"" + baseUrl + "\"}"));
        return new SearchEngineChannel(
                new SearchEngineSettings(Duration.ofMillis(300)),
                new IndexNowSettings(KEY),
                opened.client(),
                opened.keep(store.articles()));
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " So\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String text(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static JsonNode body(String request) {
        return Json.read(text(request), JsonNode.class);
    }

    private static Subscription to(String kind, Listener engine, String path) {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name("engine")
                .kind(kind)
                .target(URI.create("http://127.0.0.1:" + engine.port() + path))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(100)
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }

    private static Message event(int position, String outcome, String path, String before) {
        String json = """
                {"position":%d,"at":"2026-11-28T08:00:00Z","result":{"outcome":"%s","status":200%s}%s%s,"purge":[]}
                """.formatted(
                position,
                outcome,
                path == null ? "" : ",\"article\":\"a\",\"revision\":1,\"path\":\"" + path + "\"",
                path == null
                        ? ""
                        : ",\"card\":{\"title\":\"A\",\"date\":\"2026-11-28T09:00:00+08:00\",\"modifiedAt\":\"2026-11-28T08:00:00Z\"}",
                before == null
                        ? ""
                        : ",\"before\":{\"path\":\"" + before + "\",\"categories\":[],\"tags\":[],\"authors\":[]}");
        return message(Json.read(json, Publication.class));
    }

    private static Message imported() {
        return message(Json.read("""
                {"position":1,"at":"2026-11-28T08:00:00Z","result":{"outcome":"published","status":201,"article":"a","revision":1,
                 "path":"/a.html"},"imported":true,"purge":[],
                 "card":{"title":"A","date":"2026-11-28T09:00:00+08:00","modifiedAt":"2026-11-28T08:00:00Z"}}
                """, Publication.class));
    }

    private static Message message(Publication publication) {
        return new Message(
                LogEvent.of(publication),
                false,
                "evt_" + publication.position(),
                "{}".getBytes(StandardCharsets.UTF_8),
                Instant.now(),
                1);
    }
}
