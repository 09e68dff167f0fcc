package org.dibao.gateway.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * To how many streams of this gateway each of the latest events was written. A subscriber that comes back and asks for it again is
 * another stream. Thread-safe.
 */
@Component
public final class PushedEvents {
    private record Count(Position position, AtomicInteger streams) {}

    private final AtomicReferenceArray<@Nullable Count> recent;

    PushedEvents(EventSettings settings) {
        this.recent = new AtomicReferenceArray<>(settings.recent());
    }

    /** How many, if it is remembered. */
    public @Nullable Integer streams(Position position) {
        Count count = recent.get(slot(position));
        return count != null && count.position().equals(position)
                ? count.streams().get()
                : null;
    }

    /** A new event, which nobody has got yet. */
    void begin(Position position) {
        recent.set(slot(position), new Count(position, new AtomicInteger()));
    }

    void pushed(Position position) {
        Count count = recent.get(slot(position));
        if (count != null && count.position().equals(position)) {
            count.streams().incrementAndGet();
        }
    }

    /** Counts one more stream for each of several events. */
    interface Counts {
        void oneMore();
    }

    Counts counts(List<Position> positions) {
        List<AtomicInteger> streams = new ArrayList<>();
        for (Position position : positions) {
            Count count = recent.get(slot(position));
            if (count != null && count.position().equals(position)) {
                streams.add(count.streams());
            }
        }
        return () -> streams.forEach(AtomicInteger::incrementAndGet);
    }

    private int slot(Position position) {
        return (int) Math.floorMod(position.value(), (long) recent.length());
    }
}
