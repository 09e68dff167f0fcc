package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
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
            "dibao.gateway.events.buffer",
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
    private final class Reader implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final HttpResponse<InputStream> response;

        Reader(String... headers) {
            try {
                response = gateway.client.send(
                        gateway.request("/api/events", it -> it.GET(), headers),
                        HttpResponse.BodyHandlers.ofInputStream());
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

    @Test
    void noProxyMayHoldEventsBack() {
        try (Reader reader = new Reader()) {
            assertThat(reader.response.headers().allValues("Cache-Control")).containsExactly("no-store, no-transform");
            assertThat(reader.response.headers().firstValue("X-Accel-Buffering"))
                    .hasValue("no");
        }
    }

    @Test
    void aStreamSaysWhereItBeginsAndGivesEachFactOnce() {
        try (Reader reader = new Reader()) {
            assertThat(reader.response.headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=UTF-8");
            assertThat(reader.response.headers().firstValue("Dibao-Position")).hasValue("" + (next - 1));
            await().until(() -> reader.lines.contains("retry: 2000"));
            assertThat(reader.lines.getFirst()).isEqualTo(": events after position " + (next - 1));
            gateway.publish(Samples.publication(next, Samples.live("a", 1), "home"));
            gateway.publish(Samples.publication(next + 1, Samples.live("a", 2), "home"));
            await().until(() -> reader.of("data").size() == 2);
            assertThat(reader.of("id")).containsExactly("" + next, "" + (next + 1));
            assertThat(reader.of("event")).containsExactly("published", "revised");
            JsonNode data = Json.mapper().readTree(reader.of("data").getFirst());
            assertThat(data.get("title").stringValue()).isEqualTo("一条新闻");
            assertThat(data.get("path").stringValue()).isEqualTo("/%E6%96%B0%E9%97%BB/a.html");
            assertThat(data.has("purge")).isFalse();
            assertThat(data.has("by")).isFalse();
        }
    }

    @Test
    void bareOutcomesNeedTheKeyAndCarryNoTitle() {
        try (Reader everyone = new Reader();
                Reader holder = new Reader("Authorization", "Bearer " + Gateway.KEY)) {
            gateway.publish(Samples.publication(next, Samples.drafted("secret")));
            gateway.publish(Samples.publication(
                    next + 1, Samples.rejected("b", Problem.of(Problem.Type.INVALID, "title", "no title"))));
            gateway.publish(Samples.publication(next + 2, Samples.live("c", 1)));
            await().until(() -> holder.of("id").size() == 3 && everyone.of("id").size() == 1);
            assertThat(everyone.of("id")).containsExactly("" + (next + 2));
            assertThat(everyone.lines).noneMatch(it -> it.contains("secret"));
            assertThat(holder.of("event")).containsExactly("drafted", "rejected", "published");
            assertThat(holder.of("data").getFirst()).doesNotContain("title");
        }
    }

    @Test
    void aQuietStreamHasAHeartbeat() {
        try (Reader reader = new Reader()) {
            await().until(() -> reader.lines.stream().filter(":"::equals).count() >= 2);
        }
    }

    @Test
    void thereAreOnlySoManyStreamsAndAClosedOneMakesRoom() {
        try (Reader first = new Reader();
                Reader second = new Reader()) {
            assertThat(second.response.statusCode()).isEqualTo(200);
            HttpResponse<String> third = gateway.get("/api/events");
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            first.close();
            await().untilAsserted(() -> {
                try (Reader again = new Reader()) {
                    assertThat(again.response.statusCode()).isEqualTo(200);
                }
            });
        }
    }

    @Test
    void whoAsksToResumeIsToldThatItBeginsNow() {
        try (Reader reader = new Reader("Last-Event-ID", "7")) {
            await().until(() -> !reader.lines.isEmpty());
            assertThat(reader.lines.getFirst())
                    .startsWith(": events after position " + (next - 1))
                    .contains("not resume");
        }
    }

    @Test
    void aSubscriberThatDoesNotReadIsEndedClearlyAndHoldsNobodyUp() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", gateway.port());
                Reader quick = new Reader()) {
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
                        .until(() -> quick.of("id").size() == expected);
            }
            assertThat(dropped.count()).isEqualTo(1);
            slow.setSoTimeout(5000);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(": too slow: this stream ends before position ");
        }
    }

    private static Publication large(long position) {
        Publication one = Samples.publication(position, Samples.live("a", 2));
        Card card = CardBuilder.builder()
                .title("x".repeat(50_000))
                .date(OffsetDateTime.parse("2022-01-25T10:00:00Z"))
                .modifiedAt(one.at())
                .build();
        return new Publication(one.position(), one.at(), one.result(), card, one.purge());
    }

    @Test
    void closingTheGatewayEndsStreamsAndWaiting() throws Exception {
        Gateway own = Gateway.start();
        HttpResponse<InputStream> stream =
                own.client.send(own.request("/api/events", it -> it.GET()), HttpResponse.BodyHandlers.ofInputStream());
        var waiting = own.postAsync("{}", "Prefer", "wait=30");
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
        assertThat(text.join()).contains("is shutting down");
        own.close();
    }
}
