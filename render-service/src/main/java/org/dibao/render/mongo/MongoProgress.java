package org.dibao.render.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.article.Position;
import org.dibao.render.view.Progress;
import reactor.core.publisher.Mono;

/** Collection {@code progress} with one document: {@code {_id: "log", log: <topic id>, position}}. */
final class MongoProgress implements Progress {
    private static final String ID = "log";

    private final MongoCollection<Document> progress;

    MongoProgress(MongoCollection<Document> progress) {
        this.progress = progress;
    }

    @Override
    public CompletableFuture<Optional<Mark>> find() {
        return Mongo.all(
                progress.find(eq("_id", ID)),
                rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Mark(row.getString("log"), new Position(row.getLong("position")))));
    }

    @Override
    public CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to) {
        return Mongo.future(from.isEmpty() ? begin(to) : change(from.get(), to));
    }

    private Mono<Boolean> begin(Mark mark) {
        Document row = new Document("_id", ID)
                .append("log", mark.log())
                .append("position", mark.position().value());
        return Mono.from(progress.insertOne(row))
                .map(_ -> true)
                .onErrorResume(
                        MongoWriteException.class,
                        e -> e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
                                ? Mono.just(false)
                                : Mono.error(e));
    }

    private Mono<Boolean> change(Mark from, Mark to) {
        return Mono.from(progress.updateOne(
                        and(
                                eq("_id", ID),
                                eq("log", from.log()),
                                eq("position", from.position().value())),
                        set("position", to.position().value())))
                .map(result -> result.getMatchedCount() == 1);
    }
}
