package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void whatTheGatewayAsksItselfIsInNoMetric() {
        try (Gateway gateway = Gateway.start(Map.of("dibao.gateway.status.warm-up", "5"))) {
            gateway.ingest.answers(_ -> Reply.problem(400, "/problems/malformed", "no article"));
            await().atMost(Duration.ofSeconds(30)).until(() -> gateway.ingest.seen.size() >= 5);
            assertThat(gateway.ingest.seen)
                    .allSatisfy(seen ->
                            assertThat(seen.headers().contains("Dibao-Warm-Up")).isTrue());
            assertThat(gateway.render.seen)
                    .filteredOn(seen -> seen.uri().equals("/"))
                    .isNotEmpty()
                    .allSatisfy(seen ->
                            assertThat(seen.headers().contains("Dibao-Warm-Up")).isTrue());
            assertThat(pages(gateway)).isZero();

            gateway.get("/");
            gateway.post("/api/articles", "{}", "Dibao-Warm-Up", "true");

            assertThat(pages(gateway)).isEqualTo(1);
            assertThat(gateway.ingest.seen.getLast().headers().contains("Dibao-Warm-Up"))
                    .as("nobody else's requests are taken for it")
                    .isFalse();
        }
    }

    private static double pages(Gateway gateway) {
        return gateway.bean(MeterRegistry.class).find("dibao.gateway.pages").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
