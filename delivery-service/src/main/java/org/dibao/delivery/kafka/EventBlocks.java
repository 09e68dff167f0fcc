package org.dibao.delivery.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Events that are no longer in memory, read from Kafka in blocks. Subscribers who read the same block, at the same time
 * or shortly after one another, share one reading of it. Thread-safe.
 */
final class EventBlocks {
    private static final int BLOCK = 500;

    /** How blocks are read, off the event loops. */
    interface Reading {
        /** Publications after a position, at least one unless there is none yet. */
        Mono<List<Publication>> read(Position after, int max);
    }

    private final Reading reading;
    private final Map<Long, List<LogEvent>> blocks;
    private final Map<Long, Mono<Void>> loading = new HashMap<>();

    /** @param events how many are kept */
    EventBlocks(Reading reading, int events) {
        this.reading = reading;
        int most = Math.max(1, events / BLOCK);
        this.blocks = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, List<LogEvent>> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * The events after a position from its block.
     *
     * @return null if they must be loaded
     */
    synchronized @Nullable List<LogEvent> after(Position position, int max) {
        List<LogEvent> block = blocks.get(number(position));
        if (block == null || !block.getLast().position().isAfter(position)) {
            return null;
        }
        int from = firstAfter(block, position);
        return List.copyOf(block.subList(from, Math.min(block.size(), from + max)));
    }

    private static int firstAfter(List<LogEvent> block, Position position) {
        int low = 0;
        int high = block.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (block.get(middle).position().isAfter(position)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Loads the block with the events after a position, unless another subscriber has done so by now.
     *
     * @param upTo the last position that subscribers may see
     */
    synchronized Mono<Void> load(Position position, Position upTo) {
        if (after(position, 1) != null) {
            return Mono.empty();
        }
        long number = number(position);
        return loading.computeIfAbsent(number, _ -> {
            Position before = new Position(number * BLOCK - 1);
            return reading.read(before, BLOCK)
                    .doOnNext(read -> keep(number, before, read, upTo))
                    .doOnTerminate(() -> loaded(number)) // before anybody is told, who may need more of this block
                    .then()
                    .cache();
        });
    }

    private synchronized void keep(long number, Position before, List<Publication> read, Position upTo) {
        Position end = new Position(Math.min((number + 1) * BLOCK - 1, upTo.value()));
        List<LogEvent> block = new ArrayList<>(read.size());
        Position at = before;
        for (Publication publication : read) {
            Position position = publication.position();
            if (position.isAfter(end)) {
                break;
            }
            if (position.isAfter(at.next())) {
                block.add(LogEvent.gap(at.next(), new Position(position.value() - 1)));
            }
            block.add(LogEvent.of(publication));
            at = position;
        }
        if (end.isAfter(at)) { // the records that follow are beyond this block
            block.add(LogEvent.gap(at.next(), end));
        }
        blocks.put(number, block);
    }

    private synchronized void loaded(long number) {
        loading.remove(number);
    }

    private static long number(Position position) {
        return position.next().value() / BLOCK;
    }
}
