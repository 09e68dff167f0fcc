package org.dibao.delivery.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.publicevents.EventBlock;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Events that are no longer in memory, read from Kafka in blocks. Subscribers who read the same block, at the same time
 * or shortly after one another, share one reading of it. Thread-safe.
 */
final class EventBlocks {

    /** How blocks are read, off the event loops. */
    interface Reading {
        /** Publications after a position, at least one unless there is none yet. */
        Mono<List<Publication>> read(Position after, int max);
    }

    private final Reading reading;
    private final Map<Long, EventBlock> blocks;
    private final Map<Long, Mono<Void>> loading = new HashMap<>();

    /** @param events how many are kept */
    EventBlocks(Reading reading, int events) {
        this.reading = reading;
        int most = Math.max(1, events / EventBlock.SIZE);
        this.blocks = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, EventBlock> eldest) {
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
        EventBlock block = blocks.get(EventBlock.number(position));
        return block == null ? null : block.after(position, max);
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
        long number = EventBlock.number(position);
        return loading.computeIfAbsent(number, _ -> {
            return reading.read(EventBlock.before(number), EventBlock.SIZE)
                    .doOnNext(read -> keep(number, EventBlock.of(number, read, upTo)))
                    .doOnTerminate(() -> loaded(number)) // before anybody is told, who may need more of this block
                    .then()
                    .cache();
        });
    }

    private synchronized void keep(long number, EventBlock block) {
        blocks.put(number, block);
    }

    private synchronized void loaded(long number) {
        loading.remove(number);
    }
}
