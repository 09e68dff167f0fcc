package org.dibao.projector.mongo;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bson.Document;
import org.dibao.projector.Unavailable;

/** A collection, of one generation or of whichever serves. */
public final class Rows {
    private final IntFunction<MongoCollection<Document>> generations;
    private final ServingGeneration serving;

    /** @param generations the collection in each generation */
    Rows(IntFunction<MongoCollection<Document>> generations, ServingGeneration serving) {
        this.generations = generations;
        this.serving = serving;
    }

    /** Asks the generation that serves until the answer is there; asks again if another one serves by then. */
    public <T> CompletableFuture<T> read(Function<MongoCollection<Document>, CompletableFuture<T>> question) {
        return serving.now()
                .thenCompose(number -> question.apply(generations.apply(number))
                        .thenCompose(answer -> serving.servedUntil(number, System.nanoTime())
                                .thenCompose(served ->
                                        served ? CompletableFuture.completedFuture(answer) : read(question))));
    }

    /** The same for a question with effects: it fails with {@link Unavailable} if another generation serves by the end. */
    public <T> CompletableFuture<T> readOnce(Function<MongoCollection<Document>, CompletableFuture<T>> question) {
        return serving.now()
                .thenCompose(number -> question.apply(generations.apply(number))
                        .thenCompose(answer -> serving.servedUntil(number, System.nanoTime())
                                .thenApply(served -> {
                                    if (!served) {
                                        throw new Unavailable("the database has been rebuilt meanwhile", null);
                                    }
                                    return answer;
                                })));
    }

    /** Writes to the generation that serves. What is written to one that does so no longer is read by nobody. */
    public <T> CompletableFuture<T> write(Function<MongoCollection<Document>, CompletableFuture<T>> writing) {
        return serving.now().thenCompose(number -> writing.apply(generations.apply(number)));
    }
}
