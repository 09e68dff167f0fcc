package org.dibao.projector;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures in a thread that may block: the consumer's or a follower's. */
public record Await(Duration timeout) {

    /**
     * @throws Unavailable if it takes too long; otherwise throws what the future fails with, including an {@link Error}
     */
    public <T> T result(CompletableFuture<T> started) {
        try {
            return started.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // the failure is this process's own: nothing external is unavailable
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new Unavailable("the database failed", e);
        } catch (TimeoutException e) {
            throw new Unavailable("the database did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the database", e);
        }
    }

    /** Waits for all of them together. */
    public void all(Collection<? extends CompletableFuture<?>> started) {
        result(CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)));
    }
}
