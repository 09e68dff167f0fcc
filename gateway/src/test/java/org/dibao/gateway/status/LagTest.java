package org.dibao.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.gateway.publications.FakePublications;
import org.dibao.gateway.publications.ProcessedPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LagTest {

    static Stream<Throwable> failures() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError(),
                new IllegalStateException("thrown by a test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void afterAFailureOfAnyKindTheLagIsMeasuredAgain(Throwable failure) {
        FakePublications log = new FakePublications(7);
        Lag lag = new Lag(
                log, new ProcessedPosition(), new StatusSettings(Duration.ofMillis(20), 0), new SimpleMeterRegistry());
        lag.start();
        try {
            await().until(() -> new Position(7).equals(lag.logEnd()));

            log.defect = failure;
            await().until(() -> lag.logEnd() == null);
            log.defect = null;

            await().atMost(Duration.ofSeconds(5)).until(() -> lag.logEnd() != null);
            assertThat(lag.logEnd()).isEqualTo(new Position(7));
        } finally {
            lag.stop();
        }
    }
}
