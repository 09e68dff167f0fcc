package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dibao.gateway.FakeService.Reply;
import org.dibao.gateway.publications.FakePublications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.render-timeout",
            "2s",
            "dibao.gateway.pages.theme-every",
            "1h",
            "dibao.gateway.max-answer",
            "100KB"));

    @BeforeEach
    void aSite() {
        gateway.render.seen.clear();
        gateway.render.answers(it -> Gateway.page(200, "<p>" + it.uri() + "</p>", last(), "path:" + it.uri(), "site"));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private long last() {
        return gateway.log.nextPosition() - 1;
    }

    private void purge(String... keys) {
        gateway.publish(Samples.publication(gateway.log.nextPosition(), Samples.live("a", 2), keys));
    }

    @Test
    void aPageComesFromRenderOnceAndFromTheCacheUntilItIsPurged() {
        assertThat(gateway.get("/once.html").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/once.html").body()).isEqualTo("<p>/once.html</p>");
        assertThat(gateway.render.seen).hasSize(1);
        purge("path:/other.html");
        HttpResponse<String> cached = gateway.get("/once.html");
        assertThat(gateway.render.seen).hasSize(1);
        assertThat(cached.headers().firstValue("Dibao-Position")).hasValue(Long.toString(last()));
        purge("path:/once.html");
        gateway.get("/once.html");
        assertThat(gateway.render.seen).hasSize(2);
        purge("site");
        gateway.get("/once.html");
        assertThat(gateway.render.seen).hasSize(3);
    }

    /** RFC 9211. */
    @Test
    void aPageSaysWhetherItCameFromTheCache() {
        assertThat(status("/said.html")).isEqualTo("dibao; fwd=uri-miss");
        assertThat(status("/said.html")).isEqualTo("dibao; hit");
        assertThat(gateway.get("/said.html", "If-None-Match", "*").headers().firstValue("Cache-Status"))
                .hasValue("dibao; hit");
        purge("path:/said.html");
        assertThat(status("/said.html")).isEqualTo("dibao; fwd=uri-miss");
    }

    private String status(String target) {
        return gateway.get(target).headers().firstValue("Cache-Status").orElseThrow();
    }

    /** Otherwise each cache on the way would keep it for the whole time once more (RFC 9111, 4.2.3). */
    @Test
    void aPageThatIsMadeForSomeTimeSaysHowMuchOfItIsOver() {
        gateway.render.answers(it -> {
            Map<String, String> headers =
                    new java.util.HashMap<>(Gateway.page(200, "", last(), "x").headers());
            headers.put("Cache-Control", "max-age=60");
            headers.put("Age", "3");
            return new Reply(200, headers, "for a minute");
        });
        assertThat(gateway.get("/minute.xml").headers().firstValue("Age")).hasValue("3");
        await().untilAsserted(() -> assertThat(Integer.parseInt(
                        gateway.get("/minute.xml").headers().firstValue("Age").orElseThrow()))
                .isBetween(4, 30));
        assertThat(gateway.render.seen).hasSize(1);
    }

    @Test
    void aCdnIsToldWhatToKeepForHowLongIfThereIsOne() {
        assertThat(gateway.get("/none.html").headers().map()).doesNotContainKeys("surrogate-key", "surrogate-control");
        try (Gateway own = Gateway.start(Map.of("dibao.gateway.pages.surrogate-max-age", "7d"))) {
            for (int i = 0; i < 2; i++) {
                var headers = own.get("/kept.html").headers();
                assertThat(headers.firstValue("Surrogate-Key")).hasValue("path:/kept.html site");
                assertThat(headers.firstValue("Surrogate-Control")).hasValue("max-age=604800");
                assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache");
            }
            assertThat(own.get("/api/status").headers().map()).doesNotContainKey("surrogate-key");
        }
    }

    /** A mirror, for example. The next reader is told nothing of it. */
    @Test
    void whoeverAsksIsToldByWhatAPageGoesStale() {
        gateway.get("/copied.html");
        var headers = gateway.get("/copied.html", "Want-Surrogate-Key", "?1").headers();

        assertThat(headers.firstValue("Surrogate-Key")).hasValue("path:/copied.html site");
        assertThat(headers.firstValue("Dibao-Theme")).isPresent();
        assertThat(gateway.get("/copied.html", "Want-Surrogate-Key", "?1", "If-None-Match", "*")
                        .headers()
                        .firstValue("Surrogate-Key"))
                .hasValue("path:/copied.html site");
        assertThat(gateway.get("/copied.html").headers().map()).doesNotContainKeys("surrogate-key", "dibao-theme");
    }

    /** Whoever asks for what is not there displaces nothing that is. */
    @Test
    void addressesWithoutAPageDisplaceNoPages() {
        gateway.get("/stays-cached.html");
        gateway.render.answers(it -> Gateway.page(
                it.uri().startsWith("/nothing") ? 404 : 200, "n".repeat(90_000), last(), "path:" + it.uri()));
        for (int i = 0; i < 100; i++) {
            gateway.get("/nothing-" + i + ".html");
            gateway.get("/nothing-" + i + ".html");
        }
        double bytes = gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.cached.bytes")
                .gauge()
                .value();
        assertThat(bytes).isLessThan(5e6);
        gateway.render.seen.clear();
        gateway.get("/stays-cached.html");
        assertThat(gateway.render.seen).isEmpty();
    }

    @Test
    void renderIsAskedForWhatThisGatewayHasProcessed() {
        purge("home");
        gateway.get("/fresh.html");
        assertThat(gateway.render.seen.getLast().headers().get("Dibao-At-Least"))
                .isEqualTo(Long.toString(last()));
    }

    @Test
    void anAnswerOlderThanAskedForIsNotServed() {
        gateway.render.answers(_ -> Gateway.page(200, "old", last() - 1, "home"));
        HttpResponse<String> response = gateway.get("/older.html");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void anAnswerThatDoesNotSayHowNewItIsIsNotServed() {
        gateway.render.answers(_ -> new Reply(200, Map.of("Content-Type", "text/html"), "who knows"));
        assertThat(gateway.get("/unknown.html").statusCode()).isEqualTo(503);
    }

    @Test
    void notFoundGoneAndRedirectsAreCachedAlikeAndGoWhenTheirPathComesToLife() {
        for (int status : new int[] {404, 410, 301}) {
            String path = "/" + status + ".html";
            gateway.render.answers(_ -> {
                Reply page = Gateway.page(status, "<h1>" + status + "</h1>", last(), "path:" + path);
                var headers = new java.util.HashMap<>(page.headers());
                if (status == 301) {
                    headers.put("Location", "/new.html");
                }
                return new Reply(status, headers, page.body());
            });
            gateway.render.seen.clear();
            gateway.get(path);
            HttpResponse<String> again = gateway.get(path);
            assertThat(again.statusCode()).isEqualTo(status);
            assertThat(again.body()).isEqualTo("<h1>" + status + "</h1>");
            assertThat(again.headers().firstValue("Location").orElse("")).isEqualTo(status == 301 ? "/new.html" : "");
            assertThat(gateway.render.seen).hasSize(1);
            purge("path:" + path);
            gateway.render.answers(_ -> Gateway.page(200, "alive", last(), "path:" + path));
            assertThat(gateway.get(path).body()).isEqualTo("alive");
        }
    }

    @Test
    void failuresAreNeverCached() {
        gateway.render.answers(
                _ -> new Reply(500, Map.of("Dibao-Position", "" + last(), "Dibao-Purge-Keys", "home"), "trace"));
        HttpResponse<String> failed = gateway.get("/fails.html");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).doesNotContain("trace").contains("The render service has failed; see its log.");
        assertThat(failed.headers().firstValue("Retry-After")).isPresent();
        gateway.render.answers(_ -> Gateway.page(200, "well", last(), "home"));
        assertThat(gateway.get("/fails.html").body()).isEqualTo("well");
    }

    @Test
    void aPageThatTakesTooLongOrIsTooLargeIsNoSilence() {
        gateway.render.answersLater(_ -> Mono.never());
        assertThat(gateway.get("/slow.html").body()).contains("The render service has not answered within 2000 ms.");
        gateway.render.answers(_ -> Gateway.page(200, "a".repeat(200_000), last(), "home"));
        HttpResponse<String> large = gateway.get("/large.html");
        assertThat(large.statusCode()).isEqualTo(503);
        assertThat(large.body()).contains("larger than dibao.gateway.max-answer allows");
    }

    @Test
    void aCachedPageStaysUpWhileRenderIsDown() {
        gateway.get("/stays.html");
        gateway.render.down();
        try {
            assertThat(gateway.get("/stays.html").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/not-cached.html").statusCode()).isEqualTo(503);
        } finally {
            gateway.render.up();
        }
    }

    @Test
    void whoHasThePageGets304AndHeadHasNoBody() {
        HttpResponse<String> page = gateway.get("/conditional.html");
        String etag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same = gateway.get("/conditional.html", "If-None-Match", "\"other\", W/" + etag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).hasValue(etag);
        assertThat(same.headers().firstValue("Dibao-Position")).isPresent();
        assertThat(gateway.get("/conditional.html", "If-None-Match", "*").statusCode())
                .isEqualTo(304);
        assertThat(gateway.get("/conditional.html", "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = gateway.send("/conditional.html", it -> it.HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length"))
                .hasValue("" + page.body().length());
        assertThat(gateway.render.seen).hasSize(1).allMatch(it -> it.method().equals("GET"));
    }

    @Test
    void aPageSaysSinceWhenItIsAsItIs() {
        HttpResponse<String> page = gateway.get("/dated.html");
        Instant date = date(page, "Date");
        assertThat(date(page, "Last-Modified")).isBefore(date).isAfter(date.minusSeconds(60));
        assertThat(gateway.get("/feed.xml").headers().firstValue("Last-Modified"))
                .isPresent();
        assertThat(gateway.get("/api/articles").headers().firstValue("Last-Modified"))
                .isPresent();
        assertThat(gateway.send("/dated.html", it -> it.HEAD()).headers().firstValue("Last-Modified"))
                .isPresent();

        await().untilAsserted(() -> {
            String since = gateway.get("/dated.html")
                    .headers()
                    .firstValue("Last-Modified")
                    .orElseThrow();
            assertThat(gateway.get("/dated.html", "If-Modified-Since", since).statusCode())
                    .isEqualTo(304);
        });
        String since =
                gateway.get("/dated.html").headers().firstValue("Last-Modified").orElseThrow();
        // RFC 9110, 13.1.3: where there is an If-None-Match, it alone counts.
        assertThat(gateway.get("/dated.html", "If-Modified-Since", since, "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(gateway.get(
                                "/dated.html",
                                "If-Modified-Since",
                                "Tue, 25 Jan 2022 02:00:00 GMT",
                                "If-None-Match",
                                tag)
                        .statusCode())
                .isEqualTo(304);
        for (String other :
                new String[] {"Tue, 25 Jan 2022 02:00:00 GMT", "nonsense", "Fri, 31 Dec 2100 00:00:00 GMT"}) {
            assertThat(gateway.get("/dated.html", "If-Modified-Since", other).statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
        gateway.render.answers(_ -> Gateway.page(200, "changed", last(), "path:/dated.html"));
        purge("path:/dated.html");
        assertThat(gateway.get("/dated.html", "If-Modified-Since", since).body())
                .isEqualTo("changed");
    }

    @Test
    void whatIsNotThereHasNoDate() {
        gateway.render.answers(_ -> Gateway.page(404, "nothing", last(), "path:/undated.html"));
        assertThat(gateway.get("/undated.html").headers().firstValue("Last-Modified"))
                .isEmpty();
    }

    private static Instant date(HttpResponse<String> response, String header) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                response.headers().firstValue(header).orElseThrow()));
    }

    @Test
    void theSamePageInAnotherSpellingIsTheSamePage() {
        gateway.get("/%E9%82%B8%E6%8A%A5/x%2Ehtml?utm_source=1", "Cookie", "a=b");
        gateway.get("/%e9%82%b8%e6%8a%a5/x.html", "Cookie", "c=d");
        assertThat(gateway.render.seen)
                .filteredOn(seen -> !seen.uri().equals("/api/old-queries")) // asked for once, and kept
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.uri()).isEqualTo("/%E9%82%B8%E6%8A%A5/x.html");
                    assertThat(seen.headers().contains("Cookie")).isFalse();
                });
    }

    /** Render knows p; only what it has under such an address is kept under it. */
    private void anOldAddress(String names) {
        gateway.render.answers(it -> switch (it.uri()) {
            case "/api/old-queries" -> {
                Map<String, String> headers = new java.util.HashMap<>(
                        Gateway.page(200, "", last(), "old-queries").headers());
                headers.put("Content-Type", "application/json");
                yield new Reply(200, headers, names);
            }
            case "/%3Fp=7" -> {
                Map<String, String> headers = new java.util.HashMap<>(
                        Gateway.page(301, "", last(), "path:/?p=7").headers());
                headers.put("Location", "/new.html");
                yield new Reply(301, headers, "");
            }
            default ->
                it.uri().contains("%3F")
                        ? Gateway.page(404, "n".repeat(90_000), last(), "path:" + it.uri())
                        : Gateway.page(200, "<p>" + it.uri() + "</p>", last(), "path:" + it.uri());
        });
        purge("old-queries", "path:/", "path:/?p=7");
    }

    @Test
    void anOldAddressWithAQueryRedirectsWhateverElseIsInTheQuery() {
        anOldAddress("[\"p\"]");
        for (String query : new String[] {"?p=7", "?utm_source=x&p=7", "?%70=%37"}) {
            HttpResponse<String> answer = gateway.get("/" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(301);
            assertThat(answer.headers().firstValue("Location")).hasValue("/new.html");
        }
        assertThat(gateway.get("/?q=7").body()).isEqualTo("<p>/</p>");
        assertThat(gateway.get("/?p=8").body()).isEqualTo("<p>/</p>");
        assertThat(gateway.render.seen)
                .extracting(FakeService.Seen::uri)
                .containsExactly("/api/old-queries", "/%3Fp=7", "/", "/%3Fp=8");
    }

    @Test
    void aNameThatIsNewTakesEffectAtOnce() {
        anOldAddress("[]");
        assertThat(gateway.get("/?p=7").statusCode()).isEqualTo(200);
        anOldAddress("[\"p\"]");
        assertThat(gateway.get("/?p=7").statusCode()).isEqualTo(301);
    }

    @Test
    void madeUpQueriesDisplaceNoPages() {
        anOldAddress("[\"p\"]");
        gateway.get("/stays.html");
        for (int i = 100; i < 200; i++) {
            gateway.get("/stays.html?p=" + i);
            gateway.get("/stays.html?" + "x".repeat(i));
        }
        gateway.render.seen.clear();
        assertThat(gateway.get("/stays.html?x=1").statusCode()).isEqualTo(200);
        assertThat(gateway.render.seen).isEmpty();
        assertThat(gateway.bean(MeterRegistry.class)
                        .get("dibao.gateway.cached.bytes")
                        .gauge()
                        .value())
                .isLessThan(5e6);
    }

    @Test
    void whatAQueryMeansNeedsNoRenderOnceItIsKnownThatItMeansNothing() {
        anOldAddress("[]");
        gateway.get("/up.html");
        gateway.render.answers(_ -> new Reply(503, Map.of(), ""));
        assertThat(gateway.get("/up.html?utm_source=x").body()).isEqualTo("<p>/up.html</p>");
    }

    @Test
    void aListingKnowsItsParametersInAnyOrder() {
        gateway.get("/api/articles?limit=5&category=%E6%96%B0&x=1");
        gateway.get("/api/articles?category=%E6%96%B0&limit=5");
        assertThat(gateway.render.seen).hasSize(1);
        assertThat(gateway.render.seen.getFirst().uri()).isEqualTo("/api/articles?category=%E6%96%B0&limit=5");
    }

    @Test
    void whatRenderSaysOfAListingThatCannotBeIsPassedOn() {
        gateway.render.answers(_ -> Reply.problem(400, "/problems/malformed", "limit"));
        HttpResponse<String> response = gateway.get("/api/articles?limit=x");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void whatCannotBeAPathIsForRenderToSay() {
        for (String target : new String[] {"/a%ffb", "/a%2Fb"}) {
            gateway.get(target);
            assertThat(gateway.render.seen.getLast().uri()).isEqualTo(target);
        }
    }

    @Test
    void whatRenderSaysOfItsOwnTroubleIsToldAndNotCached() {
        gateway.render.answers(_ -> new Reply(
                503,
                Map.of(
                        "Content-Type",
                        "application/problem+json",
                        "Retry-After",
                        "7",
                        "Dibao-Position",
                        "" + last(),
                        "Dibao-Purge-Keys",
                        "home"),
                "{\"detail\":\"pages are being made anew\"}"));
        HttpResponse<String> response = gateway.get("/anew.html");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(Gateway.json(response).get("detail").stringValue()).isEqualTo("pages are being made anew");
        assertThat(Gateway.json(response).get("type").stringValue()).isEqualTo("/problems/unavailable");
    }

    @Test
    void manyWhoAskAtOnceShareOneFlight() {
        Sinks.Empty<Void> go = Sinks.empty();
        gateway.render.answersLater(
                _ -> go.asMono().then(Mono.fromSupplier(() -> Gateway.page(200, "shared", last(), "home"))));
        var misses = gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.pages")
                .tag("result", "miss")
                .counter();
        double known = misses.count();
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 20)
                .mapToObj(_ -> gateway.client.sendAsync(
                        gateway.request("/shared.html", HttpRequest.Builder::GET),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        await().until(() -> misses.count() >= known + 20);
        go.tryEmitEmpty();
        all.forEach(it -> assertThat(it.join().body()).isEqualTo("shared"));
        assertThat(gateway.render.seen).hasSize(1);
    }

    @Test
    void whoArrivesAfterAPurgeDoesNotJoinAnOlderFlight() {
        Sinks.Empty<Void> go = Sinks.empty();
        long old = last();
        gateway.render.answersLater(_ -> gateway.render.seen.size() == 1
                ? go.asMono().thenReturn(Gateway.page(200, "old", old, "home"))
                : Mono.just(Gateway.page(200, "new", last(), "home")));
        var before = gateway.client.sendAsync(
                gateway.request("/home-like", HttpRequest.Builder::GET), HttpResponse.BodyHandlers.ofString());
        await().until(() -> gateway.render.seen.size() == 1);
        purge("home");
        var misses = gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.pages")
                .tag("result", "miss")
                .counter();
        double known = misses.count();
        var after = gateway.client.sendAsync(
                gateway.request("/home-like", HttpRequest.Builder::GET), HttpResponse.BodyHandlers.ofString());
        await().until(() -> misses.count() > known);
        go.tryEmitEmpty();
        assertThat(before.join().body()).isEqualTo("old"); // true when it was asked
        assertThat(after.join().body()).isEqualTo("new");
        assertThat(gateway.get("/home-like").body()).isEqualTo("new");
    }

    @Test
    void withoutKafkaPagesPassUncachedUntilItIsBack() {
        FakePublications log = new FakePublications(7);
        log.down = true;
        try (Gateway dark = Gateway.on(log)) {
            assertThat(dark.get("/dark.html").statusCode()).isEqualTo(200);
            assertThat(dark.get("/dark.html").statusCode()).isEqualTo(200);
            assertThat(dark.render.seen)
                    .filteredOn(it -> it.uri().equals("/dark.html")) // and it may look whether render is there
                    .hasSize(2)
                    .noneMatch(it -> it.headers().contains("Dibao-At-Least"));
            assertThat(dark.get("/api/events").body()).startsWith("retry: ").contains("event: closing");
            assertThat(Gateway.json(dark.get("/api/status")).get("following").asBoolean())
                    .isFalse();
            log.down = false;
            await().untilAsserted(() -> assertThat(Gateway.json(dark.get("/api/status"))
                            .get("following")
                            .asBoolean())
                    .isTrue());
            dark.get("/light.html");
            dark.get("/light.html");
            assertThat(dark.render.seen)
                    .filteredOn(it -> it.uri().equals("/light.html"))
                    .hasSize(1);
        }
    }
}
