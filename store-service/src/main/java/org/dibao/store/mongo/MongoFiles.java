package org.dibao.store.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.file.FilePath;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.projector.mongo.Rows;
import org.dibao.store.fold.FileHead;
import org.dibao.store.history.Files;
import org.jspecify.annotations.Nullable;

/** Collection {@code files}: {@code _id} is the path. */
final class MongoFiles extends MongoTable<FilePath, FileHead> implements Files {
    MongoFiles(Rows rows) {
        super(rows, FileHead.class);
    }

    @Override
    public CompletableFuture<List<FileHead>> page(@Nullable FilePath after, int limit) {
        return rows().read(collection -> Futures.all(
                collection
                        .find(gt("_id", after == null ? "" : after.value()))
                        .sort(ascending("_id"))
                        .limit(limit),
                rows -> rows.stream().map(row -> versioned(row).value()).toList()));
    }
}
