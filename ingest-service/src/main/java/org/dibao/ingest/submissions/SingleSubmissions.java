package org.dibao.ingest.submissions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.SubmissionResults;

/**
 * The single submissions to this instance whose pages are not fresh yet, so that imports and files can let them go first. Thread-safe.
 */
public final class SingleSubmissions {
    private final SubmissionResults results;
    private final SingleSubmissionSettings settings;
    private final LongSupplier nanoTime;
    private int underWay;
    private boolean any;
    private long lastAt;

    /** @param nanoTime the time */
    public SingleSubmissions(SubmissionResults results, SingleSubmissionSettings settings, LongSupplier nanoTime) {
        this.results = results;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** One is on its way from now on, until it is published or refused, or takes too long. */
    public void follow(CompletionStage<Append> appending) {
        begin();
        var _ = appending.thenCompose(this::published).whenComplete((_, _) -> end());
    }

    private CompletionStage<?> published(Append append) {
        return append instanceof Append.Appended appended
                // The timeout gives up a future that nobody else has: a position has one sender.
                ? results.of(appended.position())
                        .orTimeout(settings.followedFor().toMillis(), TimeUnit.MILLISECONDS)
                : CompletableFuture.completedFuture(null);
    }

    private synchronized void begin() {
        underWay++;
        any = true;
        lastAt = nanoTime.getAsLong();
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** Whether the last one began so short a time ago that more are to be expected. */
    public synchronized boolean expected() {
        return any && nanoTime.getAsLong() - lastAt < settings.expectedFor().toNanos();
    }

    /** Waits while any is on its way, but no longer than an import has to. */
    public synchronized void awaitNone() throws InterruptedException {
        long most = settings.importWaits().toNanos();
        long until = nanoTime.getAsLong() + most;
        for (long left = most; underWay > 0 && left > 0; left = until - nanoTime.getAsLong()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }
}
