package org.dibao.gateway.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventBlock;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Events that are no longer in memory, read from Kafka in blocks. Subscribers who are within reach of one another, so that
 * all blocks between them fit into memory, share one reading of each: a block stays in memory until the slowest of them has
 * passed it, and the foremost wait for it. Only one who is much slower than the others is left behind, and reads again later.
 * While more and more begin, as when many come back at once, nothing that the next of them would need is dropped.
 * Thread-safe.
 */
final class EventArchive {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    /** Nobody is too slow before that. */
    private static final long SHORTEST_PATIENCE = 1_000_000_000;
    /** Of the average time for a block, until somebody is too slow. */
    private static final int MUCH_SLOWER = 4;
    /** Those who begin no later than this after one another come together. */
    private static final long TOGETHER = 300_000_000;

    /** How blocks are read, off the event loops. */
    interface Reading {
        /** Events after a position, at least one unless there is none yet. */
        Mono<List<LogEvent>> read(Position after, int max);
    }

    /** Where one subscriber is, as far as its reading of the archive has shown. */
    static final class Place {
        private long block = -1;
        /** When it got there, in nanoseconds. */
        private long since;
        /** Whether it has had to wait there. */
        private boolean waited;
    }

    private final Reading reading;
    private final int most;
    private final long patience;
    private final LongSupplier nanoTime;
    /** The one used least recently is the first. */
    private final Map<Long, EventBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Long, Mono<Void>> loading = new HashMap<>();
    /** Of those who have read lately. */
    private final Set<Place> places = new HashSet<>();
    /** How long a subscriber takes for a block, in nanoseconds; a moving average over all of them. */
    private long average;
    /** Where the last one began that is new here, or -1. */
    private long newcomer = -1;
    /** When it came, and when the first of those who came together with it did. */
    private long cameAt;

    private long firstCameAt;

    /**
     * @param events   how many are kept
     * @param patience how long a subscriber may take at most for one block before others no longer wait for it
     * @param nanoTime the time
     */
    EventArchive(Reading reading, int events, Duration patience, LongSupplier nanoTime) {
        this.reading = reading;
        this.most = Math.max(1, events / EventBlock.SIZE);
        this.patience = patience.toNanos();
        this.average = this.patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The events after a position from its block.
     *
     * @param place the subscriber's own; absent for one who neither waits for others nor is waited for
     * @return null if they must be loaded
     */
    synchronized @Nullable List<LogEvent> after(Position position, int max, @Nullable Place place) {
        if (place != null) {
            move(place, EventBlock.number(position));
        }
        return after(position, max);
    }

    private void move(Place place, long block) {
        if (place.block != block) {
            long now = nanoTime.getAsLong();
            if (place.block < 0) {
                begin(block, now);
            } else if (!place.waited) {
                average += (now - place.since - average) / 32;
            }
            place.block = block;
            place.since = now;
            place.waited = false;
        }
        places.add(place);
    }

    private void begin(long block, long now) {
        if (newcomer < 0 || now - cameAt > TOGETHER) {
            firstCameAt = now;
        }
        newcomer = block;
        cameAt = now;
    }

    /** Whether others are likely to begin, in a moment, at a block that is still in memory. */
    private boolean isWaitingForMore(long wanted) {
        long now = nanoTime.getAsLong();
        return newcomer < wanted
                && blocks.containsKey(newcomer)
                && now - cameAt <= TOGETHER
                && now - firstCameAt <= patience;
    }

    private @Nullable List<LogEvent> after(Position position, int max) {
        EventBlock block = blocks.get(EventBlock.number(position));
        return block == null ? null : block.after(position, max);
    }

    /**
     * Loads the block with the events after a position, unless another subscriber has done so by now, and once there is room
     * for it.
     *
     * @param upTo  the last position that subscribers may see
     * @param place as for {@link #after}
     */
    synchronized Mono<Void> load(Position position, Position upTo, @Nullable Place place) {
        if (after(position, 1) != null) {
            return Mono.empty();
        }
        if (place != null) {
            place.waited = true;
        }
        long number = EventBlock.number(position);
        return loading.computeIfAbsent(number, _ -> {
            return Mono.fromSupplier(() -> makeRoom(number, place != null))
                    .filter(made -> made)
                    .repeatWhenEmpty(again -> again.delayElements(LOOK_AGAIN))
                    .then(Mono.defer(() -> reading.read(EventBlock.before(number), EventBlock.SIZE)))
                    .doOnNext(read -> keep(number, EventBlock.of(EventBlock.before(number), read, upTo)))
                    .doOnTerminate(() -> loaded(number)) // before anybody is told, who may need more of this block
                    .then()
                    .cache();
        });
    }

    /**
     * Makes room for one more block: drops the one that will be needed last, if at all, by those behind it.
     *
     * @param mayWait whether somebody within reach, or about to begin, may be waited for instead
     * @return false if that is the case
     */
    private synchronized boolean makeRoom(long wanted, boolean mayWait) {
        if (blocks.size() < most) {
            return true;
        }
        if (mayWait && isWaitingForMore(wanted)) {
            return false;
        }
        TreeSet<Long> occupied = occupied();
        long last = -1;
        long longest = -1;
        for (Long block : blocks.keySet()) {
            Long nearest = occupied.floor(block);
            long ahead = nearest == null ? Long.MAX_VALUE : block - nearest;
            if (ahead > longest) {
                longest = ahead;
                last = block;
            }
        }
        Long behind = occupied.lower(wanted);
        if (mayWait && longest < most && behind != null && wanted - behind <= most) {
            return false;
        }
        blocks.remove(last);
        return true;
    }

    /** The blocks that somebody is reading or waiting for. Forgets those who have not moved on for too long. */
    private TreeSet<Long> occupied() {
        long now = nanoTime.getAsLong();
        long tooLong = Math.min(patience, Math.max(SHORTEST_PATIENCE, MUCH_SLOWER * average));
        places.removeIf(place -> now - place.since > tooLong && !loading.containsKey(place.block));
        TreeSet<Long> occupied = new TreeSet<>();
        places.forEach(place -> occupied.add(place.block));
        return occupied;
    }

    private synchronized void keep(long number, EventBlock block) {
        blocks.put(number, block);
    }

    private synchronized void loaded(long number) {
        loading.remove(number);
    }
}
