package org.dibao.projector;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;

/**
 * What a service makes of the records of its topic: its own part of a {@link Projector}, called by one thread.
 *
 * <p>A failure of any of the methods takes nothing away: the same records are handed over again until they are applied. The
 * only failure that says something of the world is {@link Unavailable}; any other is taken as a defect that has to do with a
 * record, and the projector stops in front of that one.
 *
 * @param <I> a record as it is read
 * @param <R> what came of it
 */
public interface Projection<I, R> {

    /**
     * Reads what it needs to know in order to go on after a position. Called before the first batch and after every failure;
     * nothing that it remembers of earlier batches holds from then on.
     *
     * @param done       the last position that is applied and published
     * @param checkpoint the last position that is applied; {@code done}, or a later one if the output topic lost records
     * @return the position after which it goes on: {@code done}, or an earlier one
     */
    Position resume(Position done, Position checkpoint);

    /**
     * Reads one record; pure. A record that cannot be read at all is no failure: it has an outcome too.
     *
     * @throws org.dibao.contract.wire.NewerVersion if a newer release wrote it
     */
    Decoded<I> decode(Received record);

    /** Whether it has to be the first of its batch. */
    default boolean beginsBatch(I item) {
        return false;
    }

    /**
     * Applies a run of consecutive positions. Everything that follows from them is durable when it returns. It may have been
     * applied before, in part or as a whole, here or elsewhere.
     *
     * @param stillActive fails if another instance has advanced the checkpoint; to be awaited together with the first round
     *                    trip, and before anything is written that another instance would write differently
     * @return what came of each, in order
     */
    List<R> apply(List<I> items, CompletableFuture<?> stillActive);

    /** What is published of it; pure. */
    EventMessage event(R result);

    /** Why its record belongs to the dead letters; absent if it does not. */
    @Nullable
    String deadLetter(R result);
}
