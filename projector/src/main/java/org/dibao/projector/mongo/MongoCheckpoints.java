package org.dibao.projector.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.article.Position;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import reactor.core.publisher.Mono;

/** Collection {@code progress} with one document: {@code {_id: "log", log: <topic id>, position, by}}. */
final class MongoCheckpoints implements Checkpoints {
    private static final String ID = "log";

    private final MongoCollection<Document> progress;

    MongoCheckpoints(MongoCollection<Document> progress) {
        this.progress = progress;
    }

    @Override
    public CompletableFuture<Optional<Checkpoint>> find() {
        return Futures.all(
                progress.find(eq("_id", ID)),
                rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Checkpoint(
                                row.getString("log"), new Position(row.getLong("position")), row.getString("by"))));
    }

    @Override
    public CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to) {
        return Futures.one(from.isEmpty() ? begin(to) : change(from.get(), to));
    }

    private Mono<Boolean> begin(Checkpoint checkpoint) {
        Document row = new Document("_id", ID)
                .append("log", checkpoint.log())
                .append("position", checkpoint.position().value())
                .append("by", checkpoint.by());
        return Mono.from(progress.insertOne(row))
                .map(_ -> true)
                .onErrorResume(
                        MongoWriteException.class,
                        e -> e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
                                ? Mono.just(false)
                                : Mono.error(e));
    }

    private Mono<Boolean> change(Checkpoint from, Checkpoint to) {
        return Mono.from(progress.updateOne(
                        and(
                                eq("_id", ID),
                                eq("log", from.log()),
                                eq("position", from.position().value())),
                        combine(set("position", to.position().value()), set("by", to.by()))))
                .map(result -> result.getMatchedCount() == 1);
    }
}
