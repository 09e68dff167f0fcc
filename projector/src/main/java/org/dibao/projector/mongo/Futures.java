package org.dibao.projector.mongo;

import com.mongodb.MongoException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dibao.projector.Unavailable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The driver's publishers as futures; its failures as {@link Unavailable}. Each subscribes at once. */
public final class Futures {
    private Futures() {}

    /** A result made of all that is published. */
    public static <T, R> CompletableFuture<R> all(Publisher<T> publisher, Function<List<T>, R> result) {
        return one(Flux.from(publisher).collectList().map(result));
    }

    /** Completes when the publisher does. */
    public static CompletableFuture<Void> done(Publisher<?> publisher) {
        return one(Mono.from(publisher).thenReturn(true)).thenAccept(_ -> {});
    }

    /** What is published; never nothing. */
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
