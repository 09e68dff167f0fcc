package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The position that this instance has reached, and the requests waiting for one. Waiting blocks no thread. */
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

    /** Everything up to this position is shown. */
    public Position position() {
        return position;
    }

    /** The number of waiting requests. */
    public int waiting() {
        return waiting.size();
    }

    /** The position, once it is at least the wanted one; fails with {@link TimeoutException} if that takes too long. */
    public Mono<Position> atLeast(Position wanted, Duration timeout) {
        if (position.isAtLeast(wanted)) {
            return Mono.fromSupplier(this::position);
        }
        return Mono.<Position>create(sink -> {
                    Waiter waiter = new Waiter(wanted, numbers.getAndIncrement());
                    waiting.put(waiter, sink);
                    sink.onDispose(() -> waiting.remove(
                            waiter)); // after adding: a waiter that is already cancelled is removed at once
                    if (position.isAtLeast(wanted)) { // it was reached during registration
                        sink.success(position);
                    }
                })
                .timeout(timeout);
    }

    /** Called by one thread, after everything up to the position is shown. */
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
