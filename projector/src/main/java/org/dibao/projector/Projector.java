package org.dibao.projector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.DeadLetters.DeadLetter;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a topic batch by batch: decode, apply, dead-letter, publish, advance the checkpoint. Each step is durable
 * before the next begins and none takes effect twice, so the process may die anywhere: after every failure the
 * projector discards its state and finds out from the ports where to resume. One thread at a time is in it.
 *
 * <p>A record that makes {@link Projection} fail, other than with {@link Unavailable}, is never skipped: everything
 * before it is completed, then the record is retried, and processing continues by itself once the cause is fixed.
 */
public final class Projector<I, R> implements LogHandler {
    private static final Logger log = LoggerFactory.getLogger(Projector.class);

    private final ProjectorPorts ports;
    private final Projection<I, R> projection;
    private final ProjectorNames names;
    private final int batchSize;
    private final Turn turn;
    private final Recovery recovery;
    private final Decoding<I> decoding;
    private final ProjectorListener<R> listener;
    private @Nullable Progress progress;
    private @Nullable Position soughtBackTo;

    /**
     * A batch up to this position has failed: until then each record is handled as its own batch to find the one at
     * fault.
     */
    private Position oneByOneUpTo = Position.NONE;

    private @Nullable Position stoppedBefore;

    /**
     * @param process   uniquely identifies this process, so that it recognises its own writes
     * @param batchSize maximum number of records in a batch
     * @param timeout   how long the database may take for one bulk operation
     */
    public Projector(
            ProjectorPorts ports,
            Projection<I, R> projection,
            ProjectorNames names,
            String process,
            int batchSize,
            Duration timeout,
            ProjectorListener<R> listener) {
        this.ports = ports;
        this.projection = projection;
        this.names = names;
        this.batchSize = batchSize;
        Await await = new Await(timeout);
        this.turn = new Turn(ports.checkpoints(), names, process, await);
        this.recovery = new Recovery(ports, projection, names, process, await);
        this.decoding = new Decoding<>(ports, projection);
        this.listener = listener;
    }

    /** @throws Mismatch if the database and the topics do not belong together */
    public synchronized void check() {
        resumed();
    }

    /** Signs the checkpoint: whoever wrote it before must find out before it puts another one in its place. */
    @Override
    public synchronized Position resume() {
        Position next = resumed();
        turn.begin(Objects.requireNonNull(progress).checkpoint());
        return next;
    }

    /** Does something between two batches, with the checkpoint as this process has signed it, and resumes. */
    public synchronized void between(Consumer<Checkpoint> work) {
        turn.own().ifPresent(signed -> {
            work.accept(signed);
            resumed();
        });
    }

    private Position resumed() {
        progress = null;
        Progress at = recover();
        progress = at;
        return at.offset().next(); // a record's offset is never below its position: nothing wanted comes before it
    }

    private Progress recover() {
        Progress at = recovery.progress();
        decoding.resume(at);
        listener.resumed(at.done());
        return at;
    }

    @Override
    public synchronized Position on(List<ReceivedRecord> records) {
        try {
            return read(records);
        } catch (BatchFailure e) {
            progress = null;
            return on(records);
        } catch (Turn.Moved e) {
            return resumed();
        } catch (RuntimeException | Error e) {
            progress = null;
            throw e;
        }
    }

    private Position read(List<ReceivedRecord> records) {
        Progress at = progress == null ? recover() : progress;
        Batch<I> batch = new Batch<>(at);
        decoding.beginPoll();
        for (ReceivedRecord record : records) {
            if (batch.isHandled(record)) {
                continue;
            }
            Decoded<I> decoded;
            try {
                decoded = decoding.decode(record);
            } catch (Unavailable e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                at = handle(at, batch);
                throw stopped(at.done().next(), requestOf(record), e);
            }
            if (isComplete(batch, decoded)) {
                at = handle(at, batch);
                batch = new Batch<>(at);
            }
            if (!batch.add(record, decoded)) {
                at = handle(at, batch);
                return seekBack(at, record);
            }
        }
        return handle(at, batch).offset().next();
    }

    /** Absent too if it cannot be read: what stopped the decoding may stop this as well, and the alarm is what counts. */
    private static @Nullable TraceParent requestOf(ReceivedRecord record) {
        try {
            return TraceParent.of(record.headers());
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private boolean isComplete(Batch<I> batch, Decoded<I> next) {
        int limit = oneByOneUpTo.isAtLeast(batch.first()) ? 1 : batchSize;
        return batch.size() >= limit
                || next instanceof Decoded.Entry<I> entry
                        && !batch.items().isEmpty()
                        && projection.beginsBatch(entry.item());
    }

    private Position seekBack(Progress at, ReceivedRecord found) {
        Position wanted = at.done().next();
        if (wanted.equals(soughtBackTo)) {
            throw new Gap("There is a gap in " + names.input() + ": position " + wanted + " is missing before offset "
                    + found.offset()
                    + ". Nothing after it is handled. Restore the topic's records, or run `dibao rebuild` with a"
                    + " complete log.");
        }
        soughtBackTo = wanted;
        progress = at.backToDone();
        return wanted;
    }

    private Progress handle(Progress at, Batch<I> batch) {
        try (var _ = batch.logContext()) {
            return step(at, batch);
        } catch (Unavailable | Turn.Moved | Stop e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (batch.items().size() <= 1) {
                throw stopped(batch.first(), batch.request(), e);
            }
            oneByOneUpTo = batch.done();
            throw new BatchFailure();
        }
    }

    private RecordFailure stopped(Position before, @Nullable TraceParent request, Throwable cause) {
        if (!before.equals(stoppedBefore)) {
            logStop(before, request, cause);
            stoppedBefore = before;
        }
        listener.stopped(before);
        return new RecordFailure(before, cause);
    }

    private void logStop(Position before, @Nullable TraceParent request, Throwable cause) {
        try (var _ = LogContext.of(before, request)) {
            log.error(
                    "{} has stopped before position {} of {} and continues by itself once the cause is fixed",
                    names.service(),
                    before,
                    names.input(),
                    cause);
        }
    }

    private Progress step(Progress at, Batch<I> batch) {
        List<R> results = List.of();
        Position published = at.published();
        if (!batch.items().isEmpty()) {
            // Another instance would do the same work: checked during the first round trip.
            results = projection.apply(batch.items(), turn.checked(at.checkpoint()));
        }
        Position deadLettered = deadLetter(at, batch, results);
        if (!results.isEmpty()) {
            published = publish(at, batch, results);
        }
        Checkpoint checkpoint = turn.advance(at.checkpoint(), batch.done());
        Progress after = new Progress(checkpoint, batch.done(), batch.offset(), published, deadLettered);
        progress = after;
        if (!results.isEmpty()) {
            soughtBackTo = null;
            stoppedBefore = null;
            if (after.done().isAtLeast(oneByOneUpTo)) {
                oneByOneUpTo = Position.NONE;
            }
            listener.advanced(results, after.done());
        }
        return after;
    }

    /** Comes before the outcomes are published: what was published and is no dead letter has been read by somebody. */
    private Position deadLetter(Progress at, Batch<I> batch, List<R> results) {
        Position there = at.deadLettered();
        if (batch.deadLetters(results, projection, there).isEmpty()) {
            return there;
        }
        there = ports.deadLetters().last(); // another instance may have written them meanwhile
        List<DeadLetter> letters = batch.deadLetters(results, projection, there);
        if (letters.isEmpty()) {
            return there;
        }
        ports.deadLetters().append(letters);
        listener.deadLettered(letters.size());
        return letters.getLast().offset();
    }

    private Position publish(Progress at, Batch<I> batch, List<R> results) {
        int there = Math.clamp(at.published().value() - at.done().value(), 0, results.size());
        if (there == results.size()) {
            return at.published();
        }
        List<EventMessage> events = new ArrayList<>(results.size() - there);
        for (int i = there; i < results.size(); i++) {
            // The result carries the trace of the request that caused the record.
            TraceParent trace = TraceParent.of(batch.records().get(i).headers());
            events.add(projection.event(results.get(i)).in(trace));
        }
        ports.events().publish(events);
        listener.published(results.subList(there, results.size()));
        return batch.done();
    }

    /** One of the batch's records is at fault, and it is not known which. */
    private static final class BatchFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
