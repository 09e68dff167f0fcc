package org.dibao.delivery.dispatch;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.attempts.StatusBuilder;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.ProgressBuilder;
import org.dibao.delivery.progress.Redelivering;
import org.jspecify.annotations.Nullable;

/** How far one courier has got: as it is kept, and as people are told. */
final class Report {
    private final EventSource events;
    private final Reading reading;
    private final Parcels parcels;
    private final Standing standing;
    private final CircuitBreaker breaker;

    Report(EventSource events, Reading reading, Parcels parcels, Standing standing, CircuitBreaker breaker) {
        this.events = events;
        this.reading = reading;
        this.parcels = parcels;
        this.standing = standing;
        this.breaker = breaker;
    }

    Progress progress() {
        return ProgressBuilder.builder()
                .log(events.log())
                .cursor(reading.cursor())
                .waiting(parcels.waiting())
                .state(standing.state)
                .failingSince(standing.failingSince)
                .resumes(standing.resumes)
                .redelivered(reading.redelivered())
                .redelivery(reading.redelivering())
                .probes(breaker.probes())
                .nextProbe(breaker.nextProbe())
                .attempts(standing.attempts)
                .delivered(standing.delivered)
                .build();
    }

    /** When something is sent next that waits for its time; absent if nothing does. */
    @Nullable
    Instant nextTry() {
        return breaker.isOpen() ? breaker.nextProbe() : parcels.nextDue();
    }

    Status status(boolean paused, Instant now) {
        Parcel oldest = parcels.first();
        Position cursor = reading.cursor();
        Position upTo = oldest == null || oldest.again ? cursor : new Position(oldest.position.value() - 1);
        Instant due = nextTry();
        boolean tries = standing.isActive() && !paused;
        Redelivering again = reading.redelivering();
        return StatusBuilder.builder()
                .state(standing.word(paused))
                .cursor(cursor)
                .delivered(upTo)
                .lag(Math.max(0, events.last().value() - upTo.value()))
                .waiting(parcels.size())
                .attempts(standing.attempts)
                .deliveries(standing.delivered)
                .failingSince(standing.failingSince)
                .nextTry(tries && due != null && due.isAfter(now) ? due : null)
                .lastFailure(standing.lastFailure)
                .redelivering(again == null ? null : again.id())
                .redelivered(reading.redelivered())
                .undelivered(parcels.undelivered())
                .build();
    }
}
