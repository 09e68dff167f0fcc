package org.dibao.delivery.kafka;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dibao.eventlog.LogUnavailable;
import org.jspecify.annotations.Nullable;

/** Changes of one partition that wait to be written, which one thread at a time does. Thread-safe. */
final class Changes {
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_AT_ONCE = 500;

    private ArrayDeque<Change> waiting = new ArrayDeque<>();
    private boolean beingWritten;

    /** What is written. */
    record Value(byte @Nullable [] bytes) {}

    /**
     * @param decide what to write under the key, on the strength of all that is in the partition; null for nothing. What it throws ends
     *     the change. Asked again if another instance has written meanwhile
     * @param done   the record's offset; -1 if nothing was to be written
     */
    record Change(String key, Supplier<@Nullable Value> decide, CompletableFuture<Long> done) {

        /** @param seconds after which nobody waits for it any more */
        static Change of(String key, Supplier<@Nullable Value> decide, long seconds) {
            return new Change(key, decide, new CompletableFuture<Long>().orTimeout(seconds, TimeUnit.SECONDS));
        }

        void end(long offset) {
            done.completeAsync(() -> offset);
        }
    }

    /**
     * @return whether nobody writes at the moment: then the caller must see to it
     * @throws LogUnavailable if too many wait
     */
    synchronized boolean add(Change change) {
        if (waiting.size() >= MAX_WAITING) {
            throw new LogUnavailable("too much is being written to Kafka", null);
        }
        waiting.add(change);
        boolean begins = !beingWritten;
        beingWritten = true;
        return begins;
    }

    /** Those that are to be written together, of each key one. None if there are none: then nobody writes any more. */
    synchronized List<Change> take() {
        Map<String, Change> taken = new LinkedHashMap<>();
        ArrayDeque<Change> later = new ArrayDeque<>();
        for (Change change : waiting) {
            if (change.done().isDone()) {
                continue;
            }
            if (taken.size() == MAX_AT_ONCE || taken.putIfAbsent(change.key(), change) != null) {
                later.add(change);
            }
        }
        waiting = later;
        beingWritten = !taken.isEmpty();
        return List.copyOf(taken.values());
    }

    /** All that wait fail. */
    void fail(Throwable failure) {
        for (List<Change> some = take(); !some.isEmpty(); some = take()) {
            some.forEach(change -> change.done().completeExceptionally(failure));
        }
    }
}
