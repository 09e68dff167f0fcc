package org.dibao.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Former;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.gateway.publications.FakePublications;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.events.heartbeat",
            "300ms",
            "dibao.gateway.events.max-subscribers",
            "2",
            "dibao.gateway.events.stall-timeout",
            "1s",
            "dibao.gateway.events.recent",
            "20"));

    private long next;

    @BeforeEach
    void nobodyListens() {
        await().until(() -> gateway.bean(MeterRegistry.class)
                        .get("dibao.gateway.subscribers")
                        .gauge()
                        .value()
                == 0);
        next = gateway.log.nextPosition();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    /** A reader of a stream that notes its lines as they come. */
    private static final class Reader implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final HttpResponse<InputStream> response;

        static Reader at(EventsTest test, String target, String... headers) {
            return at(test.gateway, target, headers);
        }

        static Reader at(Gateway gateway, String target, String... headers) {
            return new Reader(gateway, target, headers);
        }

        private Reader(Gateway gateway, String target, String... headers) {
            try {
                response = gateway.client.send(
                        gateway.request(target, it -> it.GET(), headers), HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(() -> {
                try (var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        lines.add(line);
                    }
                } catch (IOException e) {
                    // closed by the test
                }
            });
        }

        List<String> of(String field) {
            return lines.stream()
                    .filter(it -> it.startsWith(field + ": "))
                    .map(it -> it.substring(field.length() + 2))
                    .toList();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                // gone already
            }
        }
    }

    private Reader reader(String... headers) {
        return Reader.at(gateway, "/api/events", headers);
    }

    @Test
    void noProxyMayHoldEventsBack() {
        try (Reader reader = reader()) {
            assertThat(reader.response.headers().allValues("Cache-Control")).containsExactly("no-store, no-transform");
            assertThat(reader.response.headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
        }
    }

    @Test
    void aStreamSaysWhereItBeginsAndGivesEachFactOnce() {
        try (Reader reader = reader()) {
            assertThat(reader.response.headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=UTF-8");
            assertThat(reader.response.headers().firstValue("Dibao-Position")).hasValue("" + (next - 1));
            await().until(() -> reader.of("id").equals(List.of(cursor(next - 1))));
            assertThat(reader.lines.getFirst()).matches("retry: [0-9]{4,5}");
            assertThat(reader.of("event")).containsExactly("cursor");
            gateway.publish(Samples.publication(next, Samples.live("a", 1), "home"));
            gateway.publish(Samples.publication(next + 1, Samples.live("a", 2), "home"));
            await().until(() -> reader.of("id").size() == 3);
            assertThat(reader.of("id")).containsExactly(cursor(next - 1), cursor(next), cursor(next + 1));
            assertThat(reader.of("event")).containsExactly("cursor", "published", "revised");
            JsonNode data = Json.mapper().readTree(reader.of("data").get(1));
            assertThat(data.get("title").stringValue()).isEqualTo("一条新闻");
            assertThat(data.get("path").stringValue()).isEqualTo("/新闻/a.html");
            assertThat(data.has("purge")).isFalse();
            assertThat(data.has("by")).isFalse();
        }
    }

    @Test
    void bareOutcomesNeedTheKeyAndCarryNoTitle() {
        try (Reader everyone = reader();
                Reader holder = reader("Authorization", "Bearer " + Gateway.KEY)) {
            gateway.publish(Samples.publication(next, Samples.drafted("secret")));
            gateway.publish(Samples.publication(
                    next + 1, Samples.rejected("b", Problem.of(Problem.Type.INVALID, "title", "no title"))));
            gateway.publish(Samples.publication(next + 2, Samples.live("c", 1)));
            await().until(() -> holder.of("id").size() == 4 && everyone.of("id").size() == 2);
            assertThat(everyone.of("id")).containsExactly(cursor(next - 1), cursor(next + 2));
            assertThat(everyone.lines).noneMatch(it -> it.contains("secret"));
            assertThat(holder.of("event")).containsExactly("cursor", "drafted", "rejected", "published");
            assertThat(holder.of("data").get(1)).doesNotContain("title");
        }
    }

    @Test
    void aQuietStreamHasAHeartbeat() {
        try (Reader reader = reader()) {
            await().until(() -> reader.lines.stream().filter(":"::equals).count() >= 2);
        }
    }

    /** Clients do not reconnect after an error, so a full gateway ends the stream instead. */
    @Test
    void whoFindsTheGatewayFullIsAskedToComeBackLater() {
        try (Reader first = reader();
                Reader second = reader()) {
            assertThat(second.response.statusCode()).isEqualTo(200);
            HttpResponse<String> third = gateway.get("/api/events");
            assertThat(third.statusCode()).isEqualTo(200);
            assertThat(third.body()).containsPattern("^retry: [0-9]{5}\nevent: closing\ndata: .*\n\n$");
            assertThat(third.body()).doesNotContain("id:");
            HttpResponse<String> lines = gateway.get("/api/events", "Accept", "application/x-ndjson");
            assertThat(lines.statusCode()).isEqualTo(503);
            assertThat(lines.headers().firstValue("Retry-After")).isPresent();
            first.close();
            await().untilAsserted(() -> {
                try (Reader again = reader()) {
                    await().during(Duration.ofMillis(100))
                            .until(() -> again.of("event").equals(List.of("cursor")));
                }
            });
        }
    }

    @Test
    void oneAddressTakesOnlySoManyPlaces() {
        try (Gateway own = Gateway.start(Map.of("dibao.gateway.events.max-per-address", "1"));
                Reader mine = Reader.at(own, "/api/events", "X-Forwarded-For", "198.51.100.7");
                Reader another = Reader.at(own, "/api/events", "X-Forwarded-For", "203.0.113.9, 198.51.100.8")) {
            await().until(() -> mine.of("id").size() + another.of("id").size() == 2);
            assertThat(own.get("/api/events", "X-Forwarded-For", "198.51.100.7").body())
                    .contains("event: closing");
            mine.close();
            await().untilAsserted(() -> {
                try (Reader again = Reader.at(own, "/api/events", "X-Forwarded-For", "198.51.100.7")) {
                    await().until(() -> again.of("event").equals(List.of("cursor")));
                }
            });
        }
    }

    @Test
    void aStreamResumesAfterAnyCursorWithoutAGapOrADuplicate() {
        for (int i = 0; i < 50; i++) { // more than the gateway keeps in memory
            gateway.publish(Samples.publication(next + i, Samples.live("a" + i, 1)));
        }
        for (int after : new int[] {-1, 0, 7, 29, 30, 48, 49}) {
            try (Reader reader = reader("Last-Event-ID", cursor(next + after))) {
                List<String> expected = new ArrayList<>();
                for (int i = after; i < 50; i++) {
                    expected.add(cursor(next + i));
                }
                await().until(() -> reader.of("id").size() >= expected.size());
                assertThat(reader.of("id")).isEqualTo(expected);
                assertThat(previous(reader)).isEqualTo(positions(expected).subList(0, 49 - after));
            }
        }
    }

    @Test
    void whatComesWhileAStreamCatchesUpFollowsInOrder() {
        for (int i = 0; i < 100; i++) {
            gateway.publish(Samples.publication(next + i, Samples.live("a" + i, 1)));
        }
        try (Reader reader = reader("Last-Event-ID", cursor(next - 1))) {
            for (int i = 100; i < 200; i++) {
                gateway.publish(Samples.publication(next + i, Samples.live("a" + i, 1)));
            }
            await().until(() -> reader.of("id").size() == 201);
            assertThat(positions(reader.of("id")))
                    .isEqualTo(java.util.stream.LongStream.range(next - 1, next + 200)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aRestoredLogTakesCursorsOfTheOneThatItContinuesAsFarAsItGoes() {
        FakePublications restored = new FakePublications(4);
        restored.identity = LogIdentity.of("TheFirst").continuedBy("TheNext1", new Position(4));
        try (Gateway own = Gateway.on(restored, Map.of())) {
            assertThat(own.get("/api/events/page?after=4-TheFirst").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> beyond = own.get("/api/events/page?after=5-TheFirst");
            assertThat(beyond.statusCode()).isEqualTo(410);
            assertThat(beyond.body()).contains("restored from a backup", "after=4-TheNext1");
            assertThat(own.get("/api/events/page?after=3-TheFirst.5").statusCode())
                    .as("a snapshot that ends beyond")
                    .isEqualTo(410);
        }
    }

    @Test
    void aCursorThatIsNotOfThisLogIsRefusedWithAWayOut() {
        HttpResponse<String> foreign = gateway.get("/api/events", "Last-Event-ID", "99-OtherLog");
        assertThat(foreign.statusCode()).isEqualTo(410);
        assertThat(Gateway.json(foreign).get("type").asString()).isEqualTo("/problems/unknown-cursor");
        assertThat(Gateway.json(foreign).get("earliest").asString()).isEqualTo("/api/events?after=earliest");

        HttpResponse<String> beyond = gateway.get("/api/events?after=" + cursor(next + 1000));
        assertThat(beyond.statusCode()).isEqualTo(410);

        HttpResponse<String> bad = gateway.get("/api/events?after=yesterday");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(bad).get("detail").asString())
                .isEqualTo("after: \"yesterday\" is no place in the stream; write a cursor of this stream, a position,"
                        + " a time such as 2026-05-01T08:00:00Z, earliest, latest or snapshot");

        HttpResponse<String> many = gateway.get("/api/events/page?limit=many");
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(many).get("detail").asString())
                .startsWith("limit: \"many\" is not a whole number from 1 to ");

        HttpResponse<String> typo = gateway.get("/api/events?categroy=sport");
        assertThat(typo.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(typo).get("detail").asString())
                .startsWith("unknown parameter \"categroy\": did you mean \"category\"? The parameters are after, ");
    }

    @Test
    void theLimitsOfARequestHaveSettings() {
        try (Gateway own = Gateway.start(Map.of(
                "dibao.gateway.events.max-filter-values", "2",
                "dibao.gateway.events.max-scan", "3"))) {
            long first = own.log.nextPosition();
            for (int i = 0; i < 30; i++) {
                own.publish(Samples.publication(first + i, Samples.live("a" + i, 1)));
            }
            HttpResponse<String> many = own.get("/api/events?tag=a&tag=b&tag=c");
            assertThat(many.statusCode()).isEqualTo(400);
            assertThat(Gateway.json(many).get("detail").asString()).contains("tag", "at most 2");

            String after = "/api/events/page?after=" + (first - 1);
            JsonNode none = Gateway.json(own.get(after + "&tag=nowhere"));
            assertThat(none.get("events").isEmpty()).isTrue();
            assertThat(none.get("more").asBoolean()).isTrue();
            assertThat(none.get("cursor").asString()).isEqualTo(cursor(first + 2));
        }
        try (Gateway own = Gateway.start(Map.of("dibao.gateway.events.max-page-size", "1KB"))) {
            long first = own.log.nextPosition();
            for (int i = 0; i < 30; i++) {
                own.publish(Samples.publication(first + i, Samples.live("a" + i, 1)));
            }
            String page = own.get("/api/events/page?after=" + (first - 1)).body();
            assertThat(page).hasSizeBetween(1024, 2048);
            assertThat(Json.read(page, JsonNode.class).get("more").asBoolean()).isTrue();
        }
    }

    @Test
    void whileKafkaDoesNotAnswerClientsAreAskedToComeBackLater() {
        try (Gateway own = Gateway.start()) {
            own.log.down = true;
            for (String after : List.of("2026-01-01T00:00:00Z", cursor(own.log.nextPosition() + 5))) {
                HttpResponse<String> stream = own.get("/api/events?after=" + after);
                assertThat(stream.statusCode()).isEqualTo(200);
                assertThat(stream.body()).startsWith("retry: ").contains("event: closing", "Kafka");

                HttpResponse<String> page = own.get("/api/events/page?after=" + after);
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.headers().firstValue("Retry-After")).isPresent();
            }
        }
    }

    /** Another gateway may have been ahead when the client was cut off from it. */
    @Test
    void aCursorAheadOfThisGatewayWaitsForIt() {
        gateway.log.logEnd = next + 1;
        try (Reader reader = reader("Last-Event-ID", cursor(next + 1))) {
            gateway.publish(Samples.publication(next, Samples.live("a", 1)));
            gateway.publish(Samples.publication(next + 1, Samples.live("b", 1)));
            gateway.publish(Samples.publication(next + 2, Samples.live("c", 1)));
            await().until(() -> reader.of("id").size() == 2);
            assertThat(reader.of("id")).containsExactly(cursor(next + 1), cursor(next + 2));
        }
    }

    @Test
    void aFilterSeesTheOldAndTheNewState() {
        try (Reader reader = Reader.at(this, "/api/events?category=Sport&type=revised&type=withdrawn&type=moved")) {
            await().until(() -> reader.of("id").size() == 1);
            gateway.publish(in(next, "other", "news", null)); // never there
            gateway.publish(in(next + 1, "a", "sport", "news")); // comes
            gateway.publish(in(next + 2, "a", "sport", "sport")); // stays
            gateway.publish(in(next + 3, "a", "news", "sport")); // leaves
            gateway.publish(in(next + 4, "a", "news", "news")); // no longer there
            gateway.publish(in(next + 5, "b", "sport", "sport"));
            await().until(() -> reader.of("id").size() == 5);
            assertThat(positions(reader.of("id"))).containsExactly(next - 1, next + 1, next + 2, next + 3, next + 5);
            assertThat(reader.of("data").stream().map(it -> it.contains("\"left\":true")))
                    .containsExactly(false, false, false, true, false);
            assertThat(previous(reader)).containsExactly(next - 1, next + 1, next + 2, next + 3);
        }
    }

    @Test
    void whoseFilterLetsNothingThroughGetsANewCursor() {
        try (Gateway own = Gateway.start(
                Map.of("dibao.gateway.events.heartbeat", "200ms", "dibao.gateway.events.cursor-interval", "100ms"))) {
            long first = own.log.nextPosition();
            try (Reader reader = Reader.at(own, "/api/events?tag=nowhere")) {
                await().until(() -> reader.of("id").size() == 1);
                own.publish(Samples.publication(first, Samples.live("a", 1)));
                await().until(() -> reader.of("id").size() == 2);
                assertThat(reader.of("id")).containsExactly(cursor(first - 1), cursor(first));
                assertThat(reader.of("event")).containsExactly("cursor", "cursor");
            }
        }
    }

    @Test
    void aSubscriberThatDoesNotReadIsEndedAndHoldsNobodyUp() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", gateway.port());
                Reader quick = reader()) {
            slow.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(slow.getInputStream());
            assertThat(in.read()).isPositive();
            var dropped = gateway.bean(MeterRegistry.class)
                    .get("dibao.gateway.subscribers.dropped")
                    .counter();
            int sent = 0;
            while (dropped.count() == 0 && sent < 5000) {
                gateway.publish(large(next + sent++));
                int expected = sent;
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> quick.of("id").size() == expected + 1);
            }
            assertThat(dropped.count()).isEqualTo(1);
        }
    }

    private static Publication large(long position) {
        Publication one = Samples.publication(position, Samples.live("a", 2));
        Card card = CardBuilder.builder()
                .title("x".repeat(30_000))
                .date(OffsetDateTime.parse("2022-01-25T10:00:00Z"))
                .modifiedAt(one.at())
                .build();
        return new Publication(one.position(), one.at(), one.result(), card, null, null, one.purge());
    }

    private static Publication in(long position, String id, String category, @Nullable String before) {
        Publication one = Samples.publication(position, Samples.live(id, 2));
        Card card = CardBuilder.builder(requireNonNull(one.card()))
                .categories(List.of(category))
                .build();
        Former former = before == null
                ? null
                : new Former(new ArticlePath("/x.html"), List.of(before), List.of(), List.of(), null);
        return new Publication(one.position(), one.at(), one.result(), card, former, "zh-CN", one.purge());
    }

    @Test
    void linesOfJsonAreTheSameEvents() {
        try (Reader reader = Reader.at(this, "/api/events", "Accept", "application/x-ndjson")) {
            gateway.publish(Samples.publication(next, Samples.live("a", 1)));
            await().until(() ->
                    reader.lines.stream().filter(it -> !it.isEmpty()).count() == 2);
            List<JsonNode> lines = reader.lines.stream()
                    .filter(it -> !it.isEmpty())
                    .map(it -> Json.mapper().readTree(it))
                    .toList();
            assertThat(lines.getFirst().get("event").asString()).isEqualTo("cursor");
            assertThat(lines.get(1).get("cursor").asString()).isEqualTo(cursor(next));
            assertThat(lines.get(1).get("title").asString()).isEqualTo("一条新闻");
        }
    }

    @Test
    void eventsComeByThePage() {
        for (int i = 0; i < 30; i++) {
            gateway.publish(Samples.publication(next + i, Samples.live("a" + i, 1)));
        }
        List<Long> seen = new ArrayList<>();
        String target = "/api/events/page?limit=7&after=" + cursor(next - 1);
        boolean more = true;
        while (more) {
            HttpResponse<String> answer = gateway.get(target);
            JsonNode page = Gateway.json(answer);
            page.get("events").forEach(event -> seen.add(event.get("position").asLong()));
            more = page.get("more").asBoolean();
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValue(more ? "max-age=86400, public" : "no-store");
            target = "/api/events/page?limit=7&after=" + page.get("cursor").asString();
            assertThat(answer.headers().firstValue("Link")).hasValue("<" + target + ">; rel=\"next\"");
        }
        assertThat(seen)
                .isEqualTo(java.util.stream.LongStream.range(next, next + 30)
                        .boxed()
                        .toList());
        assertThat(gateway.get("/api/events/page?limit=7&after=" + (next - 1))
                        .headers()
                        .firstValue("Cache-Control"))
                .as("after a position, which may be another one's once the log was replaced")
                .hasValue("no-store");
    }

    @Test
    void aPageMayWaitForItsFirstEvent() {
        var waiting = gateway.client.sendAsync(
                gateway.request("/api/events/page?wait=10&after=" + cursor(next - 1), it -> it.GET()),
                HttpResponse.BodyHandlers.ofString());
        await().pollDelay(Duration.ofMillis(200)).until(() -> !waiting.isDone());
        gateway.publish(Samples.publication(next, Samples.live("a", 1)));
        JsonNode page = Gateway.json(waiting.join());
        assertThat(page.get("events")).hasSize(1);
        assertThat(page.get("cursor").asString()).isEqualTo(cursor(next));

        JsonNode nothing = Gateway.json(gateway.get("/api/events/page?wait=1"));
        assertThat(nothing.get("events")).isEmpty();
        assertThat(nothing.get("cursor").asString()).isEqualTo(cursor(next));
    }

    @Test
    void aBatchOfCloudEvents() {
        gateway.publish(Samples.publication(next, Samples.live("a", 1)));
        HttpResponse<String> answer = gateway.get(
                "/api/events/page?after=" + cursor(next - 1), "Accept", "application/cloudevents-batch+json");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/cloudevents-batch+json");
        JsonNode event = Gateway.json(answer).get(0);
        assertThat(event.get("specversion").asString()).isEqualTo("1.0");
        assertThat(event.get("id").asString()).isEqualTo("" + next);
        assertThat(event.get("source").asString()).isEqualTo("https://news.example/render");
        assertThat(event.get("type").asString()).isEqualTo("org.dibao.publication.published.v1");
        assertThat(event.get("subject").asString()).isEqualTo("a");
        assertThat(event.get("cursor").asString()).isEqualTo(cursor(next));
        assertThat(event.get("data").get("title").asString()).isEqualTo("一条新闻");
    }

    @Test
    void eachClientGetsAFormThatItCanUse() {
        assertThat(gateway.get("/api/events", "Accept", "text/html,*/*;q=0.8").body())
                .contains("<h1>Events</h1>");
        assertThat(Gateway.json(gateway.get("/api/events", "Accept", "application/json"))
                        .has("cursor"))
                .isTrue();
        HttpResponse<String> head =
                gateway.send("/api/events", it -> it.method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(gateway.get("/api/events", "Accept", "image/png").statusCode())
                .isEqualTo(406);
    }

    private static String cursor(long position) {
        return position + "-TheLogId";
    }

    private static List<Long> positions(List<String> ids) {
        return ids.stream().map(it -> Long.valueOf(it.split("-")[0])).toList();
    }

    /** What each event but the first, which only tells the cursor, says of the one before it. */
    private static List<Long> previous(Reader reader) {
        return reader.of("data").stream()
                .skip(1)
                .map(it -> Json.mapper().readTree(it).get("previous").asLong())
                .toList();
    }

    @Test
    void closingTheGatewayEndsStreamsAndWaiting() throws Exception {
        Gateway own = Gateway.start();
        HttpResponse<InputStream> stream =
                own.client.send(own.request("/api/events", it -> it.GET()), HttpResponse.BodyHandlers.ofInputStream());
        var waiting = own.postAsync("{}", "Prefer", "wait=30");
        var polling = own.client.sendAsync(
                own.request("/api/events/page?wait=30", it -> it.GET()), HttpResponse.BodyHandlers.ofString());
        await().until(() -> own.bean(MeterRegistry.class)
                        .get("dibao.gateway.waiters")
                        .gauge()
                        .value()
                == 1);
        var text = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        long start = System.nanoTime();
        own.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(waiting.join().statusCode()).isEqualTo(202);
        assertThat(polling.join().statusCode()).isEqualTo(200);
        assertThat(text.join()).contains("is shutting down");
        own.close();
    }
}
