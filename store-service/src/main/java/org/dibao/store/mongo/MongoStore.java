package org.dibao.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.dibao.contract.article.Position;
import org.dibao.contract.fold.Head;
import org.dibao.contract.fold.KeyClaim;
import org.dibao.contract.fold.PathClaim;
import org.dibao.contract.site.SiteSettings;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Progress;
import org.dibao.store.history.Projections;
import reactor.core.publisher.Mono;

/**
 * The store's database. Reads and writes are majority and journaled, so that what was announced is never rolled back; only
 * progress is not waited for, since losing it costs a replay and nothing else.
 */
public final class MongoStore implements AutoCloseable {
    private static final int FIND_SERVER_MS = 3000;
    private static final int CONNECT_MS = 2000;
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoClient client;
    private final MongoDatabase database;

    /**
     * Does not connect yet.
     *
     * @param uri     with the database's name
     * @param timeout how long one command may take
     */
    public MongoStore(String uri, Duration timeout) {
        this(uri, timeout, List.of());
    }

    MongoStore(String uri, Duration timeout, List<CommandListener> listeners) {
        ConnectionString connection = new ConnectionString(uri);
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName("dibao-store")
                .commandListenerList(listeners)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(DURABLE)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(FIND_SERVER_MS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                        .readTimeout(Math.toIntExact(timeout.toMillis()), TimeUnit.MILLISECONDS))
                .build());
        this.database =
                client.getDatabase(Objects.requireNonNull(connection.getDatabase(), "the URI names a database"));
    }

    public Decisions decisions() {
        return new MongoDecisions(collection("submissions"));
    }

    public Projections projections() {
        return new Projections(
                new MongoProjection<>(collection("articles"), Head.class),
                new MongoProjection<>(collection("paths"), PathClaim.class),
                new MongoProjection<>(collection("keys"), KeyClaim.class),
                new MongoProjection<>(collection("revisions"), Position.class),
                new MongoProjection<>(collection("site"), SiteSettings.class));
    }

    public Progress progress() {
        return new MongoProgress(collection("progress").withWriteConcern(WriteConcern.W1));
    }

    /** Fails if the database does not answer. */
    public Mono<Void> ping() {
        // As a future, so that an answer that nobody waits for any more is not reported as a lost failure.
        return Mono.fromFuture(() -> Mongo.done(database.runCommand(new Document("ping", 1))));
    }

    @Override
    public void close() {
        client.close();
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
