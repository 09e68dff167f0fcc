package org.dibao.store.mongo;

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
import org.dibao.contract.json.Json;
import org.dibao.store.history.Projection;

/**
 * A collection of {@code {_id: key, latest: {position, json}}}.
 *
 * <p>The guard is {@code $max}: documents compare by their first field first, so {@code latest} is replaced only by one of
 * a later position. The filter is then {@code _id} alone, which every server answers from its index; a filter of {@code _id}
 * and position makes the embedded server read the whole collection for each write.
 */
final class MongoProjection<K, V> implements Projection<K, V> {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final int PAGE = 1000;

    private final MongoCollection<Document> collection;
    private final Class<V> type;

    MongoProjection(MongoCollection<Document> collection, Class<V> type) {
        this.collection = collection;
        this.type = type;
    }

    @Override
    public CompletableFuture<Map<K, V>> find(Collection<K> keys) {
        Map<String, K> byId = new HashMap<>();
        keys.forEach(key -> byId.put(key.toString(), key));
        return Mongo.all(collection.find(in("_id", byId.keySet())).batchSize(PAGE), rows -> {
            Map<K, V> found = new HashMap<>();
            for (Document row : rows) {
                K key = byId.get(row.getString("_id"));
                if (key != null) {
                    found.put(key, Json.read(row.get("latest", Document.class).getString("json"), type));
                }
            }
            return found;
        });
    }

    @Override
    public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
        List<UpdateOneModel<Document>> writes = new ArrayList<>(values.size());
        values.forEach((key, placed) -> writes.add(new UpdateOneModel<>(
                eq("_id", key.toString()),
                max(
                        "latest",
                        new Document("position", placed.position().value()).append("json", Json.text(placed.value()))),
                UPSERT)));
        return Mongo.done(collection.bulkWrite(writes, UNORDERED));
    }
}
