package org.dibao.render.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.mongo.Futures;
import org.dibao.render.search.WantedIndex;

/** A document beside the checkpoint: {@code {_id: "search", generation}}. */
public final class MongoWantedIndex implements WantedIndex {
    private static final String ID = "search";
    private static final String GENERATION = "generation";

    private final MongoCollection<Document> progress;

    public MongoWantedIndex(Database database) {
        this.progress = database.collection("progress");
    }

    @Override
    public CompletableFuture<Integer> generation() {
        return Futures.all(
                progress.find(eq("_id", ID)),
                rows -> rows.isEmpty() ? 0 : rows.getFirst().getInteger(GENERATION, 0));
    }

    @Override
    public CompletableFuture<Void> want(int generation) {
        return Futures.done(
                progress.updateOne(eq("_id", ID), max(GENERATION, generation), new UpdateOptions().upsert(true)));
    }
}
