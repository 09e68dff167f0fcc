package org.dibao.delivery.kafka;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How far each partition of a topic has been read, for those who wait until it is far enough. Thread-safe. */
final class ReadOffsets {
    private final Map<Integer, Long> read = new HashMap<>();
    private final Map<Integer, PriorityQueue<Waiter>> waiters = new HashMap<>();

    private record Waiter(long offset, CompletableFuture<Void> done) {}

    /** The offset of the next record to be read. */
    synchronized long of(int partition) {
        return read.getOrDefault(partition, 0L);
    }

    /** Ends when everything before an offset has been read; fails if that takes too long. */
    CompletableFuture<Void> await(int partition, long offset, Duration patience) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (of(partition) >= offset) {
                done.complete(null);
                return done;
            }
            waiters.computeIfAbsent(partition, _ -> new PriorityQueue<>(Comparator.comparing(Waiter::offset)))
                    .add(new Waiter(offset, done));
        }
        return done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Everything before an offset has been read. Those who wait for that go on in threads of their own. */
    synchronized void reached(int partition, long offset) {
        read.put(partition, offset);
        PriorityQueue<Waiter> waiting = waiters.get(partition);
        while (waiting != null && !waiting.isEmpty() && waiting.element().offset() <= offset) {
            CompletableFuture<Void> done = waiting.remove().done();
            done.completeAsync(() -> null);
        }
    }
}
