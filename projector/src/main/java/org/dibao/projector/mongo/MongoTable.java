package org.dibao.projector.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.reactivestreams.Publisher;

/**
 * A collection of {@code {_id: key, latest: {position, json}}}. The value is a single JSON string, because names chosen
 * by publishers must never become field names.
 *
 * <p>The guard is {@code $max}: documents compare by their first field first, so {@code latest} is replaced only by one
 * with a later position, or with the same position and greater JSON. The filter is then {@code _id} alone, which every
 * server answers from its index; with a filter on {@code _id} and position the embedded server would scan the whole
 * collection for each write.
 */
public class MongoTable<K, V> implements Table<K, V> {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final int PAGE = 1000;

    private final Rows rows;
    private final Class<V> type;

    public MongoTable(Rows rows, Class<V> type) {
        this.rows = rows;
        this.type = type;
    }

    @Override
    public CompletableFuture<Map<K, Versioned<V>>> findVersions(Collection<K> keys) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        Map<String, K> byId = new HashMap<>();
        keys.forEach(key -> byId.put(key.toString(), key));
        return rows.read(collection ->
                Futures.all(collection.find(in("_id", byId.keySet())).batchSize(PAGE), found -> versions(byId, found)));
    }

    private Map<K, Versioned<V>> versions(Map<String, K> byId, List<Document> found) {
        Map<K, Versioned<V>> versions = new HashMap<>();
        for (Document row : found) {
            K key = byId.get(row.getString("_id"));
            if (key != null) {
                versions.put(key, versioned(row));
            }
        }
        return versions;
    }

    @Override
    public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
        List<UpdateOneModel<Document>> writes = new ArrayList<>(values.size());
        values.forEach((key, value) -> writes.add(new UpdateOneModel<>(
                eq("_id", key.toString()),
                max(
                        "latest",
                        new Document("position", value.position().value()).append("json", Json.text(value.value()))),
                UPSERT)));
        return rows.write(collection -> Futures.done(collection.bulkWrite(writes, UNORDERED)));
    }

    /** Where the rows are. */
    protected Rows rows() {
        return rows;
    }

    /** All rows of a collection, in no order. */
    protected static Publisher<Document> all(MongoCollection<Document> collection) {
        return collection.find().batchSize(PAGE);
    }

    /** The value of a row. */
    protected Versioned<V> versioned(Document row) {
        Document latest = row.get("latest", Document.class);
        return new Versioned<>(new Position(latest.getLong("position")), Json.read(latest.getString("json"), type));
    }
}
