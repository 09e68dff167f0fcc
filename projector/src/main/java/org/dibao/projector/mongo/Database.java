package org.dibao.projector.mongo;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Generation;
import reactor.core.publisher.Mono;

/**
 * A service's own database. Reads and writes use majority concern and the journal, so published data is never rolled
 * back; only the checkpoint is not waited for, because losing it merely costs a replay. Everything is looked up by
 * {@code _id}, so no index is needed.
 */
public final class Database implements Collections, AutoCloseable {
    private static final int FIND_SERVER_MS = 3000;
    private static final int CONNECT_MS = 2000;
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoClient client;
    private final MongoDatabase database;
    private final LeasedGeneration serving = new LeasedGeneration(this::servingNow);

    /**
     * Does not connect yet.
     *
     * @param application the client's name in the server's log
     * @param uri         includes the database's name
     * @param timeout     how long one command may take
     */
    public Database(String application, String uri, Duration timeout) {
        this(application, uri, timeout, List.of());
    }

    /** @param listeners notified of each command */
    public Database(String application, String uri, Duration timeout, List<CommandListener> listeners) {
        ConnectionString connection = new ConnectionString(uri);
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName(application)
                .commandListenerList(listeners)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(DURABLE)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(FIND_SERVER_MS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                        .readTimeout(Math.toIntExact(timeout.toMillis()), TimeUnit.MILLISECONDS))
                .build());
        this.database = client.getDatabase(
                Objects.requireNonNull(connection.getDatabase(), "the URI must contain a database" + " name"));
    }

    /**
     * Checks a setting that {@link #Database} is to be opened with. What it is stays unsaid: it may hold a password.
     *
     * @param setting the key, for the message
     * @throws IllegalArgumentException if it is no connection string with the name of a database
     */
    public static void checkUri(String setting, String uri, String example) {
        if (!namesDatabase(uri)) {
            throw new IllegalArgumentException(setting
                    + " must be a MongoDB connection string that includes the database name, such as " + example);
        }
    }

    private static boolean namesDatabase(String uri) {
        try {
            return new ConnectionString(uri).getDatabase() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One that has no generations. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** In the generation that serves. */
    @Override
    public Rows rows(String collection) {
        return new Rows(number -> in(number, collection), serving);
    }

    /** In one generation, whether it serves or not. */
    public Collections generation(int number) {
        return collection -> new Rows(it -> in(it, collection), ServingGeneration.always(number));
    }

    private MongoCollection<Document> in(int generation, String collection) {
        return database.getCollection(MongoGenerations.name(collection, generation));
    }

    /** That of the generation that serves. */
    public Checkpoints checkpoints() {
        return checkpoints(MongoCheckpoints.SERVING);
    }

    /** That of a generation that is being built; absent while none is. */
    public BuildingCheckpoints building() {
        return new BuildingCheckpoints(progress(), checkpoints(MongoCheckpoints.BUILDING));
    }

    public MongoGenerations generations() {
        return generations(LeasedGeneration::retirement);
    }

    MongoGenerations generations(Supplier<CompletableFuture<Void>> retirement) {
        return new MongoGenerations(database, retirement);
    }

    private MongoCheckpoints checkpoints(String id) {
        return new MongoCheckpoints(progress(), id, serving::forget);
    }

    private MongoCollection<Document> progress() {
        return database.getCollection(MongoGenerations.PROGRESS);
    }

    private CompletableFuture<Integer> servingNow() {
        return checkpoints()
                .find()
                .thenApply(found -> found.map(Checkpoint::generation)
                        .orElse(Generation.FIRST)
                        .number());
    }

    /** Fails if the database does not answer. */
    public Mono<Void> ping() {
        // A future, because Reactor would report a failure that nobody waits for any more as dropped.
        return Mono.fromFuture(() -> Futures.done(database.runCommand(new Document("ping", 1))));
    }

    @Override
    public void close() {
        client.close();
    }
}
