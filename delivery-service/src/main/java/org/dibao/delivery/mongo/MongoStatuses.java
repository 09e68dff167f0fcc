package org.dibao.delivery.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.attempts.Statuses;
import org.dibao.projector.mongo.Futures;
import reactor.core.publisher.Mono;

/** Statuses in MongoDB, one document for each subscription. */
public final class MongoStatuses implements Statuses {
    private final MongoCollection<Document> collection;

    public MongoStatuses(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public Mono<Void> put(Map<String, Status> changed) {
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        List<WriteModel<Document>> writes = new ArrayList<>(changed.size());
        changed.forEach((id, status) -> writes.add(new ReplaceOneModel<>(
                eq("_id", id),
                new Document("_id", id).append("status", Json.text(status)),
                new ReplaceOptions().upsert(true))));
        return Mono.fromFuture(() ->
                        Futures.all(collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)), it -> true))
                .then();
    }

    @Override
    public Mono<Map<String, Status>> of(Collection<String> subscriptions) {
        return Mono.fromFuture(() -> Futures.all(collection.find(in("_id", subscriptions)), documents -> {
            Map<String, Status> found = new HashMap<>();
            documents.forEach(document ->
                    found.put(document.getString("_id"), Json.read(document.getString("status"), Status.class)));
            return found;
        }));
    }

    @Override
    public Mono<Void> forget(String subscription) {
        return Mono.fromFuture(() -> Futures.done(collection.deleteOne(eq("_id", subscription))));
    }
}
