package org.dibao.render.operations;

import org.dibao.render.snapshot.SnapshotState;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Theme;
import org.dibao.render.theme.ThemeProblem;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Render's own contributors to {@code /actuator/health}. */
public final class RenderHealth {
    private RenderHealth() {}

    /** {@code pages}: whether this instance serves pages, and up to which position. */
    public static ReactiveHealthIndicator pages(SnapshotUpdater updater) {
        return () -> Mono.fromSupplier(() -> (switch (updater.state()) {
                    case SnapshotState.Serving _ ->
                        updater.isFollowing()
                                ? Health.up()
                                : Health.down()
                                        .withDetail("publications", "cannot be read at the moment; pages may be old");
                    case SnapshotState.Rebuilding r ->
                        Health.outOfService().withDetail("rebuilding", "rebuilding " + r.done() + " of " + r.of());
                    case SnapshotState.Loading loading ->
                        Health.outOfService().withDetail("loading", loading.articles() + " articles");
                    case SnapshotState.Waiting waiting -> Health.down().withDetail("waiting", waiting.reason());
                })
                .withDetail("position", updater.gate().position().value())
                .build());
    }

    /**
     * {@code theme}: its version, and what is wrong with a mounted one. It never counts as down: pages are served
     * anyway.
     */
    public static ReactiveHealthIndicator theme(Theme theme) {
        return () -> Mono.fromSupplier(() -> {
            Health.Builder health = Health.up().withDetail("version", theme.version());
            ThemeProblem problem = theme.problem() == null ? theme.unused() : theme.problem();
            return (problem == null ? health : health.withDetail("problem", problem.toString())).build();
        });
    }
}
