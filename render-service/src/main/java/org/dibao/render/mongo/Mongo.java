package org.dibao.render.mongo;

import com.mongodb.MongoException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dibao.render.view.Unavailable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The driver's publishers as futures; its failures as {@link Unavailable}. */
final class Mongo {
    private Mongo() {}

    static <T, R> CompletableFuture<R> all(Publisher<T> publisher, Function<List<T>, R> result) {
        return future(Flux.from(publisher).collectList().map(result));
    }

    static CompletableFuture<Void> done(Publisher<?> publisher) {
        return future(Mono.from(publisher).thenReturn(true)).thenAccept(_ -> {});
    }

    /** Subscribes at once. The publisher is never empty. */
    static <T> CompletableFuture<T> future(Mono<T> publisher) {
        CompletableFuture<T> future = new CompletableFuture<>();
        publisher.subscribe(
                future::complete,
                failure ->
                        future.completeExceptionally(failure instanceof MongoException e ? unavailable(e) : failure));
        return future;
    }

    static Unavailable unavailable(MongoException e) {
        return new Unavailable("the database failed: " + e.getMessage(), e);
    }
}
