package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.gateway.publications.PublicationListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The outcomes of the latest positions, and the requests waiting for the next ones. */
@Component
final class Outcomes implements PublicationListener {
    /** @param at when it took effect at this gateway */
    private record Known(Position position, Decided decided, Instant at) {}

    private final AtomicReferenceArray<@Nullable Known> recent;
    private final Clock clock;
    private volatile boolean stopped;
    private final Map<Position, CompletableFuture<Void>> waiters = new ConcurrentHashMap<>();

    Outcomes(SubmissionSettings settings, Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.recent = new AtomicReferenceArray<>(settings.recent());
        Gauge.builder("dibao.gateway.waiters", waiters, Map::size)
                .description("Requests waiting for their submission to be live")
                .register(meters);
    }

    /** What was decided at a position, if this gateway has processed it and still remembers it. */
    @Nullable
    Decided recent(Position position) {
        Known known = known(position);
        return known == null ? null : known.decided();
    }

    /** When a position took effect at this gateway, if it still remembers. */
    @Nullable
    Instant liveAt(Position position) {
        Known known = known(position);
        return known == null ? null : known.at();
    }

    private @Nullable Known known(Position position) {
        Known known = recent.get(slot(position));
        return known != null && known.position().equals(position) ? known : null;
    }

    /**
     * Completes when the position is processed, if that is still to come; the caller must check afterwards whether it
     * already has been.
     */
    CompletableFuture<Void> register(Position position) {
        CompletableFuture<Void> waiter = waiters.computeIfAbsent(position, _ -> new CompletableFuture<>());
        if (stopped) {
            waiter.complete(null);
        }
        return waiter;
    }

    void forget(Position position) {
        waiters.remove(position);
    }

    @Override
    public Stage stage() {
        return Stage.WAKE;
    }

    @Override
    public void on(Publication publication, String source) {
        recent.set(
                slot(publication.position()),
                new Known(
                        publication.position(),
                        new Decided(publication.result(), publication.at(), null),
                        clock.instant()));
        CompletableFuture<Void> waiter = waiters.remove(publication.position());
        if (waiter != null) {
            waiter.complete(null);
        }
    }

    /** Everyone waiting answers with what is known: 202. */
    @Override
    public CompletableFuture<Void> stop() {
        stopped = true; // set before waking the waiters: nobody who registers meanwhile waits
        waiters.values().forEach(waiter -> waiter.complete(null));
        return CompletableFuture.completedFuture(null);
    }

    private int slot(Position position) {
        return (int) Math.floorMod(position.value(), (long) recent.length());
    }
}
