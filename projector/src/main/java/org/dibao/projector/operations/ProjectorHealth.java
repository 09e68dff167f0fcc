package org.dibao.projector.operations;

import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogEnd;
import org.dibao.projector.stream.LogReader;
import org.dibao.projector.stream.ReaderState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** A projector's contributors to {@code /actuator/health}. Dead letters are reported but never count as down. */
public final class ProjectorHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private ProjectorHealth() {}

    /** Whether the database answers. */
    public static ReactiveHealthIndicator database(Mono<Void> ping) {
        return () -> ping.timeout(TIMEOUT)
                .then(Mono.fromSupplier(() -> Health.up().build()))
                .onErrorResume(e -> Mono.just(Health.down()
                        .withDetail("reason", String.valueOf(e.getMessage()))
                        .build()));
    }

    /** Whether the broker answers and the projector makes progress, with lag and dead letters as details. */
    public static ReactiveHealthIndicator topic(LogReader reader, LogEnd end, ProjectorMetrics<?> metrics) {
        return () -> Mono.fromFuture(() -> end.ask(TIMEOUT))
                .map(last -> details(builder(reader.state()), last, metrics).build())
                .onErrorResume(_ -> Mono.just(details(builder(reader.state()).down(), Position.NONE, metrics)
                        .withDetail("broker", "does not answer")
                        .build()));
    }

    private static Health.Builder details(Health.Builder health, Position end, ProjectorMetrics<?> metrics) {
        if (!end.equals(Position.NONE)) {
            health.withDetail("end", end.value())
                    .withDetail(
                            "lag", Math.max(0, end.value() - metrics.position().value()));
        }
        return health.withDetail("position", metrics.position().value())
                .withDetail("deadLetters", (long) metrics.deadLetters());
    }

    private static Health.Builder builder(ReaderState state) {
        return switch (state) {
            case ReaderState.Reading _ -> Health.up();
            case ReaderState.Waiting waiting -> Health.down().withDetail("waiting", waiting.reason());
            case ReaderState.Retrying retrying ->
                Health.down()
                        .withDetail("retrying", retrying.reason())
                        .withDetail("since", retrying.since().toString());
            case ReaderState.Stopped stopped -> Health.down().withDetail("stopped", stopped.reason());
        };
    }
}
