package org.dibao.support.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dibao.contract.wire.TraceParent;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;

class ExportedSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final TraceParent SAMPLED = TraceParent.parse("00-" + TRACE + "-00f067aa0ba902b7-01");

    /** What a collector was sent: protocol buffers, in which ids are bytes and names are text. */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void stepsOfARequestAreSentToTheCollectorAndHangTogether() throws Exception {
        HttpServer collector = collector();
        TraceParent within;
        try (Spans spans = new ExportedSpans(endpoint(collector), 1, "dibao-tests")) {
            assertThat(spans.areRecorded(SAMPLED)).isTrue();
            try (Spans.Span span = spans.start("store decides", SAMPLED, Instant.now())) {
                within = span.tag("position", "42").context();
            }
        } finally {
            collector.stop(0);
        }
        assertThat(within.traceId()).isEqualTo(TRACE);
        assertThat(within.parentId()).isNotEqualTo(SAMPLED.parentId());
        assertThat(String.join("", sent))
                .contains("dibao-tests", "store decides", "position", bytes(TRACE))
                .contains(bytes(SAMPLED.parentId()), bytes(within.parentId()));
    }

    @Test
    void aRequestThatSaysItIsNotRecordedIsNot() throws Exception {
        HttpServer collector = collector();
        try (Spans spans = new ExportedSpans(endpoint(collector), 1, "dibao-tests")) {
            assertThat(spans.areRecorded(TraceParent.random())).isFalse();
            spans.start("x", TraceParent.random(), Instant.now()).close();
        } finally {
            collector.stop(0);
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void ofRequestsThatSayNothingTheGivenShareIsRecorded() {
        URI nowhere = URI.create("http://127.0.0.1:1/v1/traces");
        for (double sampling : new double[] {0, 0.5, 1}) {
            try (Spans spans = new ExportedSpans(nowhere, sampling, "dibao-tests")) {
                long recorded = Stream.generate(spans::begin)
                        .limit(1000)
                        .filter(TraceParent::isSampled)
                        .count();
                assertThat((double) recorded).isBetween(1000 * sampling - 120, 1000 * sampling + 120);
            }
        }
    }

    @Test
    void aCollectorThatIsAwayHindersNobody() {
        Spans spans = new ExportedSpans(URI.create("http://127.0.0.1:1/v1/traces"), 1, "dibao-tests");
        assertThatCode(() -> {
                    spans.start("x", SAMPLED, Instant.now()).close();
                    spans.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aWritingRequestIsAStepAndWhatItAsksOthersBelongsToIt() throws Exception {
        HttpServer collector = collector();
        List<String> passedOn = new CopyOnWriteArrayList<>();
        try (Spans spans = new ExportedSpans(endpoint(collector), 1, "dibao-tests")) {
            var handler = new TracedRequests(spans)
                    .apply((request, response) -> Mono.deferContextual(context -> {
                        passedOn.add(String.valueOf(TracedRequests.of(context)));
                        passedOn.add(String.valueOf(request.getHeaders().getFirst(TraceParent.HTTP)));
                        response.setStatusCode(HttpStatus.ACCEPTED);
                        return Mono.empty();
                    }));
            handler.handle(
                            MockServerHttpRequest.put("/api/articles/lanterns.md")
                                    .header(TraceParent.HTTP, SAMPLED.toString())
                                    .build(),
                            new MockServerHttpResponse())
                    .block();
            handler.handle(
                            MockServerHttpRequest.get("/a-page.html")
                                    .header(TraceParent.HTTP, SAMPLED.toString())
                                    .build(),
                            new MockServerHttpResponse())
                    .block();
        } finally {
            collector.stop(0);
        }
        assertThat(passedOn.getFirst()).startsWith("00-" + TRACE).isNotEqualTo(SAMPLED.toString());
        assertThat(passedOn.get(1)).isEqualTo(passedOn.getFirst());
        assertThat(passedOn.get(2)).isEqualTo(SAMPLED.toString());
        assertThat(String.join("", sent)).contains("PUT /api/articles", "202").doesNotContain("lanterns", "GET");
    }

    private HttpServer collector() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/v1/traces", exchange -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI endpoint(HttpServer collector) {
        return URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
