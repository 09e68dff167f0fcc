package org.dibao.store.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.file.FilePath;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.store.fold.FileHead;
import org.dibao.store.history.Files;
import org.jspecify.annotations.Nullable;

/** Collection {@code files}: {@code _id} is the path. */
final class MongoFiles extends MongoTable<FilePath, FileHead> implements Files {
    private final MongoCollection<Document> collection;

    MongoFiles(MongoCollection<Document> collection) {
        super(collection, FileHead.class);
        this.collection = collection;
    }

    @Override
    public CompletableFuture<List<FileHead>> page(@Nullable FilePath after, int limit) {
        return Futures.all(
                collection
                        .find(gt("_id", after == null ? "" : after.value()))
                        .sort(ascending("_id"))
                        .limit(limit),
                rows -> rows.stream().map(row -> versioned(row).value()).toList());
    }
}
