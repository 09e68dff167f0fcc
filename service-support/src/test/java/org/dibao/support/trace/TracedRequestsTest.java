package org.dibao.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TracedRequestsTest {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final AtomicReference<@Nullable TraceParent> seen = new AtomicReference<>();
    private final AtomicReference<Map<String, String>> logged = new AtomicReference<>(Map.of());

    @Test
    void aValidTraceIsAccepted() {
        handle(GIVEN);
        assertThat(seen.get()).hasToString(GIVEN);
    }

    @Test
    void aMissingOneIsMadeAndABadOneReplaced() {
        for (String[] bad : new String[][] {{}, {"bad"}, {GIVEN, GIVEN}}) {
            handle(bad);
            assertThat(seen.get()).isNotNull();
            assertThat(seen.get().toString()).isNotEqualTo(GIVEN);
        }
    }

    @Test
    void aScopeOfAChainKnowsItOnEveryThreadAndThePositionWhereThereIsOne() {
        handle(GIVEN);
        assertThat(logged.get())
                .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("position", "7");
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void whatHandlesFailuresKnowsItToo() {
        HttpHandler failing = new TracedRequests(Spans.NONE)
                .apply((_, _) -> Mono.<Void>error(new IllegalStateException("a defect"))
                        .delaySubscription(Duration.ofMillis(1))
                        .onErrorResume(_ -> logging()));
        failing.handle(request(GIVEN), new MockServerHttpResponse()).block();
        assertThat(logged.get()).containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aScopeEndsWithWhatWasBefore() {
        try (var _ = LogContext.of(new Position(1), TraceParent.parse(GIVEN))) {
            try (var _ = LogContext.of(new Position(7), new Position(12))) {
                assertThat(MDC.get("position")).isEqualTo("7-12");
                assertThat(MDC.get("traceId")).isNull();
            }
            assertThat(MDC.get("position")).isEqualTo("1");
            assertThat(MDC.get("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
        assertThat(MDC.get("position")).isNull();
    }

    private void handle(String... given) {
        new TracedRequests(Spans.NONE)
                .apply((_, _) -> Mono.deferContextual(context -> {
                            seen.set(TracedRequests.of(context));
                            return TracedRequests.about(
                                    new Position(7), logging().subscribeOn(Schedulers.boundedElastic()));
                        })
                        .publishOn(Schedulers.parallel()))
                .handle(request(given), new MockServerHttpResponse())
                .block();
    }

    private Mono<Void> logging() {
        return Mono.deferContextual(context -> {
            try (var _ = LogContext.of(context)) {
                logged.set(context());
            }
            return Mono.empty();
        });
    }

    private static Map<String, String> context() {
        Map<String, String> copy = MDC.getCopyOfContextMap();
        return copy == null ? Map.of() : copy;
    }

    private static MockServerHttpRequest request(String... given) {
        return MockServerHttpRequest.get("/").header("traceparent", given).build();
    }
}
