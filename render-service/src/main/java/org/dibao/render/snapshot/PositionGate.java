package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The position that this instance has reached, and those who wait for one. Nobody waits in a thread. */
public final class PositionGate {
    private record Waiter(Position wanted, long number) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            int byPosition = wanted.compareTo(other.wanted);
            return byPosition != 0 ? byPosition : Long.compare(number, other.number);
        }
    }

    private final ConcurrentSkipListMap<Waiter, MonoSink<Position>> waiting = new ConcurrentSkipListMap<>();
    private final java.util.concurrent.atomic.AtomicLong numbers = new java.util.concurrent.atomic.AtomicLong();
    private volatile Position position = Position.NONE;

    /** Everything up to this one is shown. */
    public Position position() {
        return position;
    }

    /** How many requests wait. */
    public int waiting() {
        return waiting.size();
    }

    /** The position, once it is at least the one wanted; fails with {@link TimeoutException} if that takes too long. */
    public Mono<Position> atLeast(Position wanted, Duration most) {
        if (position.isAtLeast(wanted)) {
            return Mono.fromSupplier(this::position);
        }
        return Mono.<Position>create(sink -> {
                    Waiter waiter = new Waiter(wanted, numbers.getAndIncrement());
                    waiting.put(waiter, sink);
                    sink.onDispose(
                            () -> waiting.remove(waiter)); // after that: whoever is gone already is removed at once
                    if (position.isAtLeast(wanted)) { // it came while this one registered
                        sink.success(position);
                    }
                })
                .timeout(most);
    }

    /** Called by one thread, after what it says has become true. */
    void advance(Position to) {
        position = to;
        Map.Entry<Waiter, MonoSink<Position>> first = waiting.firstEntry();
        while (first != null && to.isAtLeast(first.getKey().wanted())) {
            waiting.remove(first.getKey());
            first.getValue().success(to);
            first = waiting.firstEntry();
        }
    }
}
