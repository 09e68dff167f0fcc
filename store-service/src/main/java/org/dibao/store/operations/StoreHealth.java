package org.dibao.store.operations;

import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.stream.LogReader;
import org.dibao.eventlog.stream.ReaderState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** The contributors of {@code /actuator/health}. Dead letters are told and never count as down. */
public final class StoreHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private StoreHealth() {}

    /** {@code database}: whether it answers. */
    public static ReactiveHealthIndicator database(Mono<Void> ping) {
        return () -> ping.timeout(TIMEOUT)
                .then(Mono.fromSupplier(() -> Health.up().build()))
                .onErrorResume(e -> Mono.just(Health.down()
                        .withDetail("reason", String.valueOf(e.getMessage()))
                        .build()));
    }

    /** {@code log}: whether the broker answers and the folding gets on; lag and dead letters as details. */
    public static ReactiveHealthIndicator log(LogReader reader, LogEnd end, Tally tally) {
        return () -> Mono.fromFuture(() -> end.ask(TIMEOUT))
                .map(last -> details(builder(reader.state()), last, tally).build())
                .onErrorResume(_ -> Mono.just(details(builder(reader.state()).down(), Position.NONE, tally)
                        .withDetail("broker", "does not answer")
                        .build()));
    }

    private static Health.Builder details(Health.Builder health, Position end, Tally tally) {
        if (!end.equals(Position.NONE)) {
            health.withDetail("end", end.value())
                    .withDetail(
                            "lag", Math.max(0, end.value() - tally.position().value()));
        }
        return health.withDetail("position", tally.position().value())
                .withDetail("deadLetters", (long) tally.deadLetters());
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
