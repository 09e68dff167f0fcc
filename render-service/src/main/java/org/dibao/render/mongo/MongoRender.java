package org.dibao.render.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.Page;
import org.dibao.render.view.Progress;
import org.dibao.render.view.Views;
import reactor.core.publisher.Mono;

/**
 * Render's database: collections {@code pages} ({@code _id} is the path), {@code entries} ({@code _id} is the article's id),
 * {@code site} and {@code progress}. Reads and writes are majority and journaled, so that what was announced is never rolled
 * back; only progress is not waited for, since losing it costs a replay and nothing else. Nothing is looked up but by
 * {@code _id}, so there is no index to make.
 */
public final class MongoRender implements AutoCloseable {
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
    public MongoRender(String uri, Duration timeout) {
        ConnectionString connection = new ConnectionString(uri);
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName("dibao-render")
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

    public Views views() {
        return new Views(
                new MongoView<>(collection("pages"), Page.class),
                new MongoEntries(collection("entries")),
                new MongoView<>(collection("site"), SiteSettings.class));
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
