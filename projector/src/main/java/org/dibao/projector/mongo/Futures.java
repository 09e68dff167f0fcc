package org.dibao.projector.mongo;

import com.mongodb.MongoException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dibao.projector.Unavailable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Converts the driver's publishers to futures, and its failures to {@link Unavailable}. Each method subscribes at once.
 */
public final class Futures {
    private Futures() {}

    /** A result computed from everything published. */
    public static <T, R> CompletableFuture<R> all(Publisher<T> publisher, Function<List<T>, R> result) {
        return one(Flux.from(publisher).collectList().map(result));
    }

    /** Completes when the publisher does. */
    public static CompletableFuture<Void> done(Publisher<?> publisher) {
        return one(Mono.from(publisher).thenReturn(true)).thenAccept(_ -> {});
    }

    /** The published value; never empty. */
    public static <T> CompletableFuture<T> one(Mono<T> publisher) {
        CompletableFuture<T> future = new CompletableFuture<>();
        publisher.subscribe(
                future::complete,
                failure -> future.completeExceptionally(
                        failure instanceof MongoException e
                                ? new Unavailable("the database failed: " + e.getMessage(), e)
                                : failure));
        return future;
    }
}
