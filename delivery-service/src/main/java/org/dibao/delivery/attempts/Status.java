package org.dibao.delivery.attempts;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription is doing.
 *
 * @param state        {@code active}, {@code failing}, {@code paused}, {@code parked} or {@code ended}
 * @param cursor       the last position that was taken from the log
 * @param delivered    the position up to which everything has been delivered
 * @param lag          how many positions it is behind
 * @param waiting      events that were taken and are not delivered yet
 * @param attempts     how many attempts there were
 * @param deliveries   how many of them succeeded
 * @param failingSince since when no attempt has succeeded
 * @param nextTry      when the next attempt is due, if one is waited for
 * @param lastFailure  why the last failed attempt has failed
 * @param redelivering the number of the redelivery in progress
 * @param redelivered  the number of the last redelivery that is done
 * @param undelivered  the positions that were taken and are not delivered yet, redeliveries aside
 */
@RecordBuilder
public record Status(
        String state,
        Position cursor,
        Position delivered,
        long lag,
        int waiting,
        long attempts,
        long deliveries,
        @Nullable Instant failingSince,
        @Nullable Instant nextTry,
        @Nullable String lastFailure,
        @Nullable Long redelivering,
        long redelivered,
        List<Position> undelivered) {

    public Status {
        undelivered = undelivered == null ? List.of() : List.copyOf(undelivered);
    }

    /** Whether nothing more is sent until somebody resumes the subscription. */
    public boolean mustBeResumed() {
        return state.equals("parked") || state.equals("ended");
    }

    /** Whether an event has been delivered, or was not for this subscriber. */
    public boolean isDone(Position position) {
        return cursor.isAtLeast(position) && !undelivered.contains(position);
    }
}
