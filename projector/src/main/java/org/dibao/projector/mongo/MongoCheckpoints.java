package org.dibao.projector.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dibao.contract.article.Position;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Generation;
import reactor.core.publisher.Mono;

/**
 * One document of the collection {@code progress}: {@code {_id, log: <topic id>, position, by, version, former}}. A later
 * generation than the first one stands behind the topic's id ({@code <topic id>#2}), so that a release that knows no generations
 * sees a database of another log, and stops.
 */
final class MongoCheckpoints implements Checkpoints {
    static final String SERVING = "log";
    static final String BUILDING = "building";

    private final MongoCollection<Document> progress;
    private final String id;
    private final Runnable changed;

    /** @param changed called once another generation serves */
    MongoCheckpoints(MongoCollection<Document> progress, String id, Runnable changed) {
        this.progress = progress;
        this.id = id;
        this.changed = changed;
    }

    @Override
    public CompletableFuture<Optional<Checkpoint>> find() {
        return Futures.all(
                progress.find(eq("_id", id)), rows -> rows.stream().findFirst().map(MongoCheckpoints::checkpoint));
    }

    @Override
    public CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to) {
        return from.isEmpty() ? begin(to) : Futures.one(change(from.get(), to));
    }

    @Override
    public CompletableFuture<Boolean> replace(Checkpoint from, Checkpoint to) {
        return Futures.one(updated(progress.replaceOne(and(where(from), eq("by", from.by())), row(to))))
                .thenApply(this::known);
    }

    private CompletableFuture<Boolean> begin(Checkpoint checkpoint) {
        return Futures.one(Mono.from(progress.insertOne(row(checkpoint)))
                        .map(_ -> true)
                        .onErrorResume(
                                MongoWriteException.class,
                                e -> e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
                                        ? Mono.just(false)
                                        : Mono.error(e)))
                .thenApply(this::known);
    }

    private boolean known(boolean done) {
        changed.run();
        return done;
    }

    /** Not waited for to be durable: losing it merely costs a replay. */
    private Mono<Boolean> change(Checkpoint from, Checkpoint to) {
        return updated(progress.withWriteConcern(WriteConcern.W1)
                .updateOne(where(from), combine(set("position", to.position().value()), set("by", to.by()))));
    }

    private static Mono<Boolean> updated(org.reactivestreams.Publisher<UpdateResult> update) {
        return Mono.from(update).map(result -> result.getMatchedCount() == 1);
    }

    private Bson where(Checkpoint at) {
        return and(
                eq("_id", id), eq("log", log(at)), eq("position", at.position().value()));
    }

    private Document row(Checkpoint checkpoint) {
        return new Document("_id", id)
                .append("log", log(checkpoint))
                .append("position", checkpoint.position().value())
                .append("by", checkpoint.by())
                .append("version", checkpoint.generation().version())
                .append("former", checkpoint.generation().former());
    }

    private static String log(Checkpoint checkpoint) {
        int number = checkpoint.generation().number();
        return number == Generation.FIRST.number() ? checkpoint.log() : checkpoint.log() + "#" + number;
    }

    private static Checkpoint checkpoint(Document row) {
        String[] log = row.getString("log").split("#", 2);
        Generation generation = new Generation(
                log.length == 1 ? Generation.FIRST.number() : Integer.parseInt(log[1]),
                row.getInteger("version", Generation.FIRST.version()),
                row.getInteger("former"));
        return new Checkpoint(log[0], new Position(row.getLong("position")), row.getString("by"), generation);
    }
}
