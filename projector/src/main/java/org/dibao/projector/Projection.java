package org.dibao.projector;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a service does with the records of its topic: its part of a {@link Projector}, called by one thread.
 *
 * <p>A failure of any method loses nothing: the same records are delivered again until they are applied. Only
 * {@link Unavailable} stands for an external cause; any other failure is treated as a defect triggered by a record, and
 * the projector stops before that record.
 *
 * @param <I> a decoded record
 * @param <R> the result of applying it
 */
public interface Projection<I, R> {

    /**
     * The version of what is derived. A database that an earlier version made is made anew beside itself, and must be readable
     * until then.
     */
    default int version() {
        return Generation.FIRST.version();
    }

    /**
     * Loads the state needed to continue after a position. Called before the first batch and after every failure; state
     * from earlier batches is invalid from then on.
     *
     * @param done       the last position applied and published
     * @param checkpoint the last position applied: {@code done}, or a later one if the output topic lost records
     * @return the position after which to continue: {@code done} or an earlier one
     */
    Position resume(Position done, Position checkpoint);

    /**
     * Decodes one record; pure. An unreadable record is not a failure: it has an outcome too.
     *
     * @throws NewerVersion if a newer release wrote it
     */
    Decoded<I> decode(ReceivedRecord record);

    /**
     * The same for a record that could not be read when it came first, whether or not this release can read it: a replay must have
     * the same result, and what was in it may have been sent again since.
     *
     * @param reason why it could not be read
     */
    Decoded<I> unreadable(ReceivedRecord record, String reason);

    /**
     * Why a record that a newer release wrote becomes unreadable if nobody has announced its position yet. Absent if the
     * projector waits before it until this release is upgraded, as it always does once a newer release has announced it.
     */
    default @Nullable String whyUnreadable(ReceivedRecord record, NewerVersion newer) {
        return null;
    }

    /** Whether it must be the first of its batch. */
    default boolean beginsBatch(I item) {
        return false;
    }

    /**
     * Applies a run of consecutive positions. All their effects are durable when it returns. They may have been applied
     * before, partly or completely, here or by another instance.
     *
     * @param stillActive fails if another instance has advanced the checkpoint; must be awaited together with the first
     *                    round trip, and before writing anything that another instance would write differently
     * @return the result for each item, in order
     */
    List<R> apply(List<I> items, CompletableFuture<?> stillActive);

    /** The event to publish for a result; pure. */
    EventMessage event(R result);

    /** Why the record must be dead-lettered; absent if it must not. */
    @Nullable
    String deadLetter(R result);
}
