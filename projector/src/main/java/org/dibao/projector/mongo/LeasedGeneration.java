package org.dibao.projector.mongo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint said of the generation that serves is good for half a second. For so long after a switch nothing is
 * published, so that the former generation, from which somebody may still read, is as new as anything announced.
 */
final class LeasedGeneration implements ServingGeneration {
    /** The same in all processes, so no setting. */
    private static final Duration LEASE = Duration.ofMillis(500);

    /** How long the former generation is left alone: longer than the lease by what clocks and schedulers may differ. */
    static final Duration RETIREMENT = LEASE.multipliedBy(2);

    /** @param asked before the question was, in {@link System#nanoTime} */
    private record Known(int number, long asked) {}

    private final Supplier<CompletableFuture<Integer>> checkpoint;
    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;
    private @Nullable CompletableFuture<Known> asking;

    /** @param checkpoint asks it for the number */
    LeasedGeneration(Supplier<CompletableFuture<Integer>> checkpoint) {
        this(checkpoint, System::nanoTime);
    }

    LeasedGeneration(Supplier<CompletableFuture<Integer>> checkpoint, LongSupplier nanoTime) {
        this.checkpoint = checkpoint;
        this.nanoTime = nanoTime;
    }

    /** Ends when no process reads any more from a generation that has been replaced by now. */
    static CompletableFuture<Void> retirement() {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(RETIREMENT.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
    }

    @Override
    public CompletableFuture<Integer> now() {
        Known last = known;
        return last != null && holds(last, nanoTime.getAsLong())
                ? CompletableFuture.completedFuture(last.number())
                : ask().thenApply(Known::number);
    }

    @Override
    public CompletableFuture<Boolean> servedUntil(int number, long read) {
        Known last = known;
        if (last != null && last.number() != number) {
            return CompletableFuture.completedFuture(false);
        }
        return last != null && holds(last, read)
                ? CompletableFuture.completedFuture(true)
                : ask().thenCompose(_ -> servedUntil(number, read));
    }

    /** This process has changed the checkpoint: what was asked before does not count. */
    synchronized void forget() {
        known = null;
        asking = null;
    }

    private static boolean holds(Known known, long then) {
        return then - known.asked() <= LEASE.toNanos();
    }

    /** Readers that need to know at the same time share a question. */
    private synchronized CompletableFuture<Known> ask() {
        if (asking != null) {
            return asking;
        }
        CompletableFuture<Known> question = new CompletableFuture<>();
        asking = question;
        long asked = nanoTime.getAsLong();
        checkpoint.get().whenComplete((number, failure) -> {
            if (failure == null) {
                heard(question, new Known(number, asked)); // before those who wait look at it
            } else {
                failed(question, failure);
            }
        });
        return question;
    }

    private void heard(CompletableFuture<Known> question, Known answer) {
        synchronized (this) {
            if (asking == question) { // nothing has been forgotten meanwhile
                asking = null;
                known = answer;
            }
        }
        question.complete(answer);
    }

    private void failed(CompletableFuture<Known> question, Throwable failure) {
        synchronized (this) {
            if (asking == question) {
                asking = null;
            }
        }
        question.completeExceptionally(
                failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
    }
}
