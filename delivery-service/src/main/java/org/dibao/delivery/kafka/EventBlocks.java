package org.dibao.delivery.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventBlock;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Events that are no longer in memory, read from Kafka in blocks; a block of large events is read in several parts. Subscribers
 * who are within reach of one another, so that all parts between them fit into memory, share one reading of each: the foremost
 * waits a moment for those behind it, but not for one that is much slower. Thread-safe.
 */
final class EventBlocks {
    /** Parts that fit into memory at least, whatever the size of the events. */
    private static final int PARTS = 8;
    /** Somebody who has read a part no longer ago than this is still reading it. */
    private static final long IN_USE = 200_000_000;

    private static final long PRESENTLY = 50_000_000;
    /** How long the foremost waits at most, at one part, for those behind it. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final int NEVER = Integer.MAX_VALUE;

    /** How blocks are read, off the event loops. */
    interface Reading {
        /**
         * Events after a position, at least one unless there is none yet.
         *
         * @param bytes the size of their records at which no further ones are read
         */
        Mono<Run> read(Position after, int max, long bytes);
    }

    /**
     * @param bytes the size of their records' values
     * @param cut   whether others follow that could not be read
     */
    record Run(List<LogEvent> events, long bytes, boolean cut) {}

    private static final class Part {
        final EventBlock events;
        final long size;
        long usedAt;

        Part(EventBlock events, long size, long usedAt) {
            this.events = events;
            this.size = size;
            this.usedAt = usedAt;
        }
    }

    private final Reading reading;
    private final int maxParts;
    private final long memory;
    private final LongSupplier nanoTime;
    /** By the position before each. */
    private final TreeMap<Position, Part> parts = new TreeMap<>();

    private final Map<Position, Mono<Void>> loading = new HashMap<>();
    private long used;
    /** The size of the largest part so far. */
    private long largest;

    /**
     * @param maxEvents how many are kept at most
     * @param memory    bytes that they may take together
     */
    EventBlocks(Reading reading, int maxEvents, long memory) {
        this(reading, maxEvents, memory, System::nanoTime);
    }

    /** @param nanoTime the time */
    EventBlocks(Reading reading, int maxEvents, long memory, LongSupplier nanoTime) {
        this.reading = reading;
        this.maxParts = Math.max(1, maxEvents / EventBlock.SIZE);
        this.memory = memory;
        this.nanoTime = nanoTime;
    }

    /**
     * The events after a position from its block.
     *
     * @return null if they must be loaded
     */
    synchronized @Nullable List<LogEvent> after(Position position, int max) {
        Map.Entry<Position, Part> nearest = parts.floorEntry(position);
        List<LogEvent> found =
                nearest == null ? null : nearest.getValue().events.after(position, max);
        if (found != null) {
            nearest.getValue().usedAt = nanoTime.getAsLong();
        }
        return found;
    }

    /**
     * Loads the part with the events after a position, unless another subscriber has done so by now, and once there is room for it.
     *
     * @param upTo the last position that subscribers may see
     */
    synchronized Mono<Void> load(Position position, Position upTo) {
        if (after(position, 1) != null) {
            return Mono.empty();
        }
        Position start = start(position);
        leave(start);
        return loading.computeIfAbsent(
                        start,
                        _ -> room(start)
                                .then(Mono.defer(() -> reading.read(start, EventBlock.SIZE, bytesOfPart())))
                                .doOnNext(run -> keep(start, run, upTo))
                                .doOnTerminate(
                                        () -> loaded(start)) // before anybody is told, who may need more of this block
                                .then()
                                .cache())
                .then(Mono.defer(() -> load(position, upTo)));
    }

    /** All subscribers cut a block in the same places, so that they share its parts. */
    private Position start(Position position) {
        Position block = EventBlock.before(EventBlock.number(position));
        Map.Entry<Position, Part> nearest = parts.floorEntry(position);
        Position end = nearest == null ? block : nearest.getValue().events.last();
        return end.isAfter(block) ? end : block;
    }

    /** Whoever wants the next part is done with the one before it; others who are not will show it presently. */
    private void leave(Position end) {
        Map.Entry<Position, Part> before = parts.lowerEntry(end);
        if (before != null && before.getValue().events.last().equals(end)) {
            before.getValue().usedAt = nanoTime.getAsLong() - IN_USE + PRESENTLY;
        }
    }

    private long bytesOfPart() {
        return Math.max(1, memory / PARTS / EventMemory.PER_BYTE);
    }

    /** Completes once a part can be read without dropping one that somebody behind it is about to need, or after a while. */
    private Mono<Void> room(Position start) {
        return Mono.defer(() -> {
            long since = nanoTime.getAsLong();
            return Mono.fromSupplier(() -> hasRoom(start) || nanoTime.getAsLong() - since > PATIENCE.toNanos())
                    .filter(enough -> enough)
                    .repeatWhenEmpty(again -> again.delayElements(LOOK_AGAIN))
                    .then();
        });
    }

    private synchronized boolean hasRoom(Position start) {
        if (used + largest <= memory && parts.size() < maxParts) {
            return true;
        }
        return parts.isEmpty()
                || !start.isAfter(parts.firstKey())
                || neededLast(start).steps() == NEVER;
    }

    /** @param steps parts between this one and the nearest one in use before it; {@link #NEVER} if nobody comes from there */
    private record Needed(Position start, int steps) {}

    /** Of the parts in memory, apart from one, that which will be needed last, if at all, by those behind it. */
    private Needed neededLast(Position apart) {
        long now = nanoTime.getAsLong();
        Needed last = null;
        Position end = null;
        int steps = NEVER;
        for (Map.Entry<Position, Part> each : parts.entrySet()) {
            Part part = each.getValue();
            boolean goesOn = each.getKey().equals(end);
            steps = now - part.usedAt <= IN_USE ? 0 : goesOn && steps != NEVER ? steps + 1 : NEVER;
            end = part.events.last();
            if (!each.getKey().equals(apart) && (last == null || steps > last.steps())) {
                last = new Needed(each.getKey(), steps);
            }
        }
        return requireNonNull(last);
    }

    private synchronized void keep(Position start, Run run, Position upTo) {
        List<LogEvent> read = run.events();
        boolean cut = run.cut() || read.size() < EventBlock.SIZE && run.bytes() >= bytesOfPart();
        Position last = cut ? read.getLast().position() : upTo;
        Part part = new Part(
                EventBlock.of(start, read, last.isAfter(upTo) ? upTo : last),
                EventMemory.of(run.bytes(), read.size()),
                nanoTime.getAsLong());
        Part before = parts.put(start, part);
        largest = Math.max(largest, part.size);
        used += part.size - (before == null ? 0 : before.size);
        while (parts.size() > 1 && (used > memory || parts.size() > maxParts)) {
            used -= requireNonNull(parts.remove(neededLast(start).start())).size;
        }
    }

    private synchronized void loaded(Position start) {
        loading.remove(start);
    }
}
