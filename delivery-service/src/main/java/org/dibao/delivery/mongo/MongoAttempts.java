package org.dibao.delivery.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.Attempt;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.projector.mongo.Futures;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import reactor.core.publisher.Mono;

/**
 * Attempts in MongoDB: for each subscription as many documents as are kept, which are written over in turn. They are written
 * together every two seconds, so that what was written over meanwhile is never written at all. While there are many, writing takes a
 * tenth of the time at most, so that it takes little from the deliveries themselves.
 */
public final class MongoAttempts implements AttemptLog, Supervised, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Attempts of all subscriptions that wait to be written. */
    private static final int MAX_PENDING = 20_000;
    /** After many were written, so many times as long as it took; but never longer than that. */
    private static final int REST = 9;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final MongoCollection<Document> collection;
    private final Duration timeout;
    private final Counter dropped;
    private final SupervisedLoop loop = SupervisedLoop.every(PAUSE, "write-attempts", this::write);
    private final Object changing = new Object();
    private Map<String, ArrayDeque<Attempt>> pending = new HashMap<>();
    private int count;
    /** In nanoseconds; of the loop's thread. */
    private long restsUntil = System.nanoTime();

    public MongoAttempts(MongoCollection<Document> collection, Duration timeout, MeterRegistry meters) {
        this.collection = collection;
        this.timeout = timeout;
        this.dropped = Counter.builder("dibao.delivery.attempts.dropped")
                .description("Attempts that nobody can look at, because the database did not keep them")
                .register(meters);
    }

    public void start() {
        loop.start();
    }

    @Override
    public void add(String subscription, Attempt attempt) {
        synchronized (changing) {
            if (count >= MAX_PENDING) {
                dropped.increment();
                return;
            }
            ArrayDeque<Attempt> attempts = pending.computeIfAbsent(subscription, _ -> new ArrayDeque<>());
            attempts.add(attempt);
            if (attempts.size() > KEPT) {
                attempts.remove();
            } else {
                count++;
            }
        }
    }

    private void write() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, ArrayDeque<Attempt>> taken;
        int size;
        long began = System.nanoTime();
        synchronized (changing) {
            if (began - restsUntil < 0 && count < MAX_PENDING / 2) {
                return;
            }
            taken = pending;
            size = count;
            pending = new HashMap<>();
            count = 0;
        }
        if (taken.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>(size);
        taken.forEach(
                (subscription, attempts) -> attempts.forEach(attempt -> writes.add(write(subscription, attempt))));
        boolean kept = false;
        try {
            var _ = Futures.all(collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)), it -> it)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            kept = true;
        } finally {
            if (!kept) {
                dropped.increment(size);
            }
            long ended = System.nanoTime();
            long rest = size < KEPT ? 0 : Math.min(LONGEST_REST.toNanos(), REST * (ended - began));
            restsUntil = ended + rest;
        }
    }

    private static WriteModel<Document> write(String subscription, Attempt attempt) {
        String id = id(subscription, Math.floorMod(attempt.number(), KEPT));
        Document document = new Document("_id", id).append("attempt", Json.text(attempt));
        return new ReplaceOneModel<>(eq("_id", id), document, new ReplaceOptions().upsert(true));
    }

    private static String id(String subscription, int slot) {
        return subscription + ":" + slot;
    }

    private static Bson all(String subscription) {
        return in(
                "_id",
                IntStream.range(0, KEPT)
                        .mapToObj(slot -> id(subscription, slot))
                        .toList());
    }

    @Override
    public Mono<List<Attempt>> of(String subscription) {
        return Mono.fromFuture(() -> Futures.all(
                collection.find(all(subscription)).maxTime(timeout.toMillis(), TimeUnit.MILLISECONDS),
                documents -> documents.stream()
                        .map(document -> Json.read(document.getString("attempt"), Attempt.class))
                        .sorted(Comparator.comparing(Attempt::number).reversed())
                        .toList()));
    }

    @Override
    public void forget(String subscription) {
        synchronized (changing) {
            ArrayDeque<Attempt> attempts = pending.remove(subscription);
            count -= attempts == null ? 0 : attempts.size();
        }
        // What is left if this fails is found by nobody.
        var _ = Futures.all(collection.bulkWrite(List.of(new DeleteManyModel<>(all(subscription)))), result -> result);
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void close() {
        loop.close();
    }
}
