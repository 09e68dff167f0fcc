package org.dibao.store.folding;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.store.history.Unavailable;

/** Waits in the consumer's thread for what was started, once for each bulk. */
record Await(Duration timeout) {

    <T> T result(CompletableFuture<T> started) {
        try {
            return started.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new Unavailable("the database failed", e);
        } catch (TimeoutException e) {
            throw new Unavailable("the database did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the database", e);
        }
    }

    void all(Collection<? extends CompletableFuture<?>> started) {
        result(CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)));
    }
}
