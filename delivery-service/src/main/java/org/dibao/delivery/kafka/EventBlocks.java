package org.dibao.delivery.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventBlock;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Events that are no longer in memory, read from Kafka in blocks; a block of large events is read in several parts. Subscribers
 * who read the same part, at the same time or shortly after one another, share one reading of it. Thread-safe.
 */
final class EventBlocks {
    /** Parts that fit into memory at least, whatever the size of the events. */
    private static final int PARTS = 8;

    /** How blocks are read, off the event loops. */
    interface Reading {
        /**
         * Events after a position, at least one unless there is none yet.
         *
         * @param bytes the size of their records at which no further ones are read
         */
        Mono<Run> read(Position after, int max, long bytes);
    }

    /** @param bytes the size of their records' values */
    record Run(List<LogEvent> events, long bytes) {}

    private record Part(EventBlock events, long size) {}

    private final Reading reading;
    private final int maxEvents;
    private final long memory;
    /** By the position before each. */
    private final TreeMap<Position, Part> parts = new TreeMap<>();
    /** The same, the one used least recently first. */
    private final Map<Position, Part> byUse = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Position, Mono<Void>> loading = new HashMap<>();
    private long used;

    /**
     * @param maxEvents how many are kept at most
     * @param memory    bytes that they may take together
     */
    EventBlocks(Reading reading, int maxEvents, long memory) {
        this.reading = reading;
        this.maxEvents = maxEvents;
        this.memory = memory;
    }

    /**
     * The events after a position from its block.
     *
     * @return null if they must be loaded
     */
    synchronized @Nullable List<LogEvent> after(Position position, int max) {
        Map.Entry<Position, Part> nearest = parts.floorEntry(position);
        List<LogEvent> found =
                nearest == null ? null : nearest.getValue().events().after(position, max);
        if (found != null) {
            byUse.get(nearest.getKey());
        }
        return found;
    }

    /**
     * Loads the part with the events after a position, unless another subscriber has done so by now.
     *
     * @param upTo the last position that subscribers may see
     */
    synchronized Mono<Void> load(Position position, Position upTo) {
        if (after(position, 1) != null) {
            return Mono.empty();
        }
        Position start = start(position);
        return loading.computeIfAbsent(
                        start,
                        _ -> reading.read(start, EventBlock.SIZE, bytesOfPart())
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
        Position end = nearest == null ? block : nearest.getValue().events().last();
        return end.isAfter(block) ? end : block;
    }

    private long bytesOfPart() {
        return Math.max(1, memory / PARTS / EventMemory.PER_BYTE);
    }

    private synchronized void keep(Position start, Run run, Position upTo) {
        List<LogEvent> read = run.events();
        boolean cut = read.size() < EventBlock.SIZE && run.bytes() >= bytesOfPart();
        Position last = cut ? read.getLast().position() : upTo;
        Part part = new Part(
                EventBlock.of(start, read, last.isAfter(upTo) ? upTo : last), EventMemory.of(run.bytes(), read.size()));
        Part before = parts.put(start, part);
        used += part.size() - (before == null ? 0 : before.size());
        byUse.put(start, part);
        while (parts.size() > 1 && (used > memory || parts.size() > maxEvents / EventBlock.SIZE)) {
            Map.Entry<Position, Part> eldest = byUse.entrySet().iterator().next();
            used -= eldest.getValue().size();
            parts.remove(eldest.getKey());
            byUse.remove(eldest.getKey());
        }
    }

    private synchronized void loaded(Position start) {
        loading.remove(start);
    }
}
