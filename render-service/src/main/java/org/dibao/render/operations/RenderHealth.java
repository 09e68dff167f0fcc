package org.dibao.render.operations;

import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.stream.LogReader;
import org.dibao.eventlog.stream.ReaderState;
import org.dibao.render.snapshot.SnapshotState;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Theme;
import org.dibao.render.theme.ThemeProblem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** The contributors of {@code /actuator/health}. Dead letters are told and never count as down. */
public final class RenderHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private RenderHealth() {}

    /** {@code database}: whether it answers. */
    public static ReactiveHealthIndicator database(Mono<Void> ping) {
        return () -> ping.timeout(TIMEOUT)
                .then(Mono.fromSupplier(() -> Health.up().build()))
                .onErrorResume(e -> Mono.just(Health.down()
                        .withDetail("reason", String.valueOf(e.getMessage()))
                        .build()));
    }

    /** {@code pages}: whether this instance shows pages, and up to which position. */
    public static ReactiveHealthIndicator pages(SnapshotUpdater keeper) {
        return () -> Mono.fromSupplier(() -> (switch (keeper.state()) {
                    case SnapshotState.Serving _ ->
                        keeper.isFollowing()
                                ? Health.up()
                                : Health.down()
                                        .withDetail("publications", "cannot be read at the moment; pages may be old");
                    case SnapshotState.Rebuilding r ->
                        Health.outOfService().withDetail("rebuilding", "rebuilding " + r.done() + " of " + r.of());
                    case SnapshotState.Loading loading ->
                        Health.outOfService().withDetail("loading", loading.articles() + " articles");
                    case SnapshotState.Waiting waiting -> Health.down().withDetail("waiting", waiting.reason());
                })
                .withDetail("position", keeper.reached().position().value())
                .build());
    }

    /** {@code events}: whether the broker answers and the writing gets on; lag and dead letters as details. */
    public static ReactiveHealthIndicator events(LogReader reader, LogEnd end, Tally tally) {
        return () -> Mono.fromFuture(() -> end.ask(TIMEOUT))
                .map(last -> details(builder(reader.state()), last, tally).build())
                .onErrorResume(_ -> Mono.just(details(builder(reader.state()).down(), Position.NONE, tally)
                        .withDetail("broker", "does not answer")
                        .build()));
    }

    /** {@code theme}: its version, and what is wrong with a mounted one. That never counts as down: pages are made all the same. */
    public static ReactiveHealthIndicator theme(Theme theme) {
        return () -> Mono.fromSupplier(() -> {
            Health.Builder health = Health.up().withDetail("version", theme.version());
            ThemeProblem problem = theme.problem();
            return (problem == null ? health : health.withDetail("problem", problem.toString())).build();
        });
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
