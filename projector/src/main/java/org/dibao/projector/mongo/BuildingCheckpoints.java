package org.dibao.projector.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;

/** The checkpoint of a generation that is being built. */
public final class BuildingCheckpoints implements Checkpoints {
    private final MongoCollection<Document> progress;
    private final MongoCheckpoints checkpoints;

    BuildingCheckpoints(MongoCollection<Document> progress, MongoCheckpoints checkpoints) {
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    @Override
    public CompletableFuture<Optional<Checkpoint>> find() {
        return checkpoints.find();
    }

    /** Begins none: that is asked for by {@link #begin}. */
    @Override
    public CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to) {
        return from.isEmpty() ? CompletableFuture.completedFuture(false) : checkpoints.advance(from, to);
    }

    @Override
    public CompletableFuture<Boolean> replace(Checkpoint from, Checkpoint to) {
        return checkpoints.replace(from, to);
    }

    /** @return false if a generation is being built already */
    public CompletableFuture<Boolean> begin(Checkpoint first) {
        return checkpoints.advance(Optional.empty(), first);
    }

    /** Its generation serves now. */
    public CompletableFuture<Void> end() {
        return Futures.done(progress.deleteOne(eq("_id", MongoCheckpoints.BUILDING)));
    }
}
