package org.dibao.acceptance.chaos.broken;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.BsonDocument;
import org.bson.Document;
import org.dibao.projector.mongo.Database;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Changes how a service's database is written to, below everything that the service knows of it. */
final class OtherWrites {
    private OtherWrites() {}

    /** What becomes of some updates of one collection. */
    interface Write {
        Publisher<BulkWriteResult> of(MongoCollection<Document> collection, Object[] arguments);
    }

    /** Applied some time later, and said to be applied at once. */
    static Write later(long millis) {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        return (collection, arguments) -> {
            writer.execute(() -> {
                try {
                    Thread.sleep(millis);
                    Mono.from(bulkWrite(collection, arguments)).block();
                } catch (RuntimeException | InterruptedException e) {
                    // Lost: nobody waits for it.
                }
            });
            return Mono.just(BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()));
        };
    }

    /** Whatever was there is replaced, be it older or newer. */
    static Write unguarded() {
        return (collection, arguments) -> bulkWrite(collection, new Object[] {
            ((List<?>) arguments[0]).stream().map(OtherWrites::unguarded).toList(), arguments[1]
        });
    }

    private static Object unguarded(Object model) {
        if (!(model instanceof UpdateOneModel<?> update)) {
            return model;
        }
        BsonDocument changes = Objects.requireNonNull(update.getUpdate()).toBsonDocument();
        if (!changes.containsKey("$max")) {
            return model;
        }
        changes.put("$set", changes.remove("$max"));
        return new UpdateOneModel<Document>(update.getFilter(), changes, update.getOptions());
    }

    @SuppressWarnings("unchecked")
    private static Publisher<BulkWriteResult> bulkWrite(MongoCollection<Document> collection, Object[] arguments) {
        return collection.bulkWrite(
                (List<? extends WriteModel<? extends Document>>) arguments[0],
                (com.mongodb.client.model.BulkWriteOptions) arguments[1]);
    }

    /** The database, with other bulk writes. */
    static Database in(Database database, Write write) {
        try {
            Field field = Database.class.getDeclaredField("database");
            field.setAccessible(true);
            MongoDatabase real = (MongoDatabase) field.get(database);
            field.set(
                    database,
                    proxy(
                            MongoDatabase.class,
                            real,
                            "getCollection",
                            (found, _) -> proxy(
                                    MongoCollection.class,
                                    found,
                                    "bulkWrite",
                                    (_, arguments) ->
                                            write.of(OtherWrites.<MongoCollection<Document>>cast(found), arguments))));
            return database;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object it) {
        return (T) it;
    }

    private interface Replacement {
        Object of(Object result, Object[] arguments);
    }

    /** A method of the real one gives something else: of {@code bulkWrite} without calling the real one. */
    private static <T> T proxy(Class<T> type, Object real, String method, Replacement replacement) {
        InvocationHandler handler = (_, called, arguments) -> {
            if (called.getName().equals(method) && method.equals("bulkWrite")) {
                return replacement.of(real, arguments);
            }
            try {
                Object result = called.invoke(real, arguments);
                return called.getName().equals(method) ? replacement.of(result, arguments) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
