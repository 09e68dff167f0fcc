package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private final Gateway gateway = Gateway.start(Map.of("dibao.gateway.search.max-at-once", "2"));

    @BeforeEach
    void render() {
        gateway.render.seen.clear();
        gateway.render.answers(it -> Gateway.page(200, "<p>found</p>", 99, "path:/search", "site"));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void aSearchIsAskedEachTimeAndKeptByNobody() {
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> answer = gateway.get("/search?q=%E5%A4%A7%E4%BC%97&page=2");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("<p>found</p>");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
            assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(gateway.render.seen).hasSize(i);
        }
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/search?q=%E5%A4%A7%E4%BC%97&page=2");
    }

    @Test
    void onlyItsTwoParametersPassAndTheQueryHasABound() {
        gateway.get("/search?x=1&q=a+b%26c&q=d&page=../x");
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/search?q=a%20b%26c&page=0");
        gateway.get("/search");
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/search?q=");
        gateway.get("/search?q=" + "%F0%A0%80%80".repeat(300));
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/search?q=" + "%F0%A0%80%80".repeat(200));
    }

    @Test
    void itIsReadAndNotWritten() {
        assertThat(gateway.post("/search?q=a", "{}").statusCode()).isEqualTo(405);
        HttpResponse<String> head = gateway.send("/search?q=a", HttpRequest.Builder::HEAD);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(gateway.get("/search/?q=a").statusCode()).isEqualTo(200); // another page, for render to say
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/search/");
    }

    @Test
    void whatRenderRefusesIsToldInItsWords() {
        gateway.render.answers(_ -> new Reply(
                503,
                Map.of("Content-Type", "application/problem+json", "Retry-After", "1"),
                "{\"detail\":\"too many searches at once\"}"));
        HttpResponse<String> busy = gateway.get("/search?q=a");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Gateway.json(busy).get("detail").stringValue()).isEqualTo("too many searches at once");
        gateway.render.answers(_ -> new Reply(500, Map.of(), "trace"));
        assertThat(gateway.get("/search?q=a").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/search?q=a").body()).doesNotContain("trace");
    }

    @Test
    void aPageThatSaysThatThereIsNoAnswerNowIsAPage() {
        gateway.render.answers(_ ->
                new Reply(503, Map.of("Content-Type", "text/html; charset=utf-8", "Retry-After", "1"), "<p>later</p>"));
        HttpResponse<String> later = gateway.get("/search?q=a");
        assertThat(later.statusCode()).isEqualTo(503);
        assertThat(later.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(later.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(later.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(later.body()).isEqualTo("<p>later</p>");
    }

    @Test
    void searchesLeaveRoomForPages() {
        Sinks.Empty<Void> go = Sinks.empty();
        gateway.render.answersLater(it -> it.uri().startsWith("/search")
                ? go.asMono().then(Mono.fromSupplier(() -> Gateway.page(200, "slow", 99, "site")))
                : Mono.just(Gateway.page(200, "page", 99, "site")));
        List<CompletableFuture<HttpResponse<String>>> slow = IntStream.range(0, 2)
                .mapToObj(_ -> gateway.client.sendAsync(
                        gateway.request("/search?q=a", HttpRequest.Builder::GET), HttpResponse.BodyHandlers.ofString()))
                .toList();
        await().until(() -> gateway.render.seen.size() == 2);
        HttpResponse<String> third = gateway.get("/search?q=a");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(gateway.get("/some.html").body()).isEqualTo("page");
        go.tryEmitEmpty();
        slow.forEach(it -> assertThat(it.join().body()).isEqualTo("slow"));
        assertThat(gateway.get("/search?q=a").body()).isEqualTo("slow");
    }
}
