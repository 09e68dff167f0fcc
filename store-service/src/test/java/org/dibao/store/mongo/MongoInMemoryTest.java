package org.dibao.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.projector.mongo.Database;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoInMemoryTest extends DatabaseContract {
    private static EmbeddedMongo server;
    private static int databases;
    private final Commands commands = new Commands();
    private Database database;

    @BeforeAll
    static void startServer() {
        server = EmbeddedMongo.inMemory();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        database = new Database("test", server.uri("store" + databases++), Duration.ofSeconds(5), List.of(commands));
    }

    /** A filter of anything but {@code _id} makes the embedded server read the whole collection, for each write. */
    @AfterEach
    void everythingIsAskedForByItsIdAlone() {
        assertThat(commands.filters).allMatch(filter -> filter.keySet().equals(Set.of("_id")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static final class Commands implements CommandListener {
        private final Queue<BsonDocument> filters = new ConcurrentLinkedQueue<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            BsonDocument command = event.getCommand();
            switch (event.getCommandName()) {
                case "find" -> filters.add(command.getDocument("filter").clone());
                case "update" -> {
                    // The one document of progress is compared and set.
                    if (!command.getString("update").getValue().equals("progress")) {
                        command.getArray("updates")
                                .forEach(update -> filters.add(
                                        update.asDocument().getDocument("q").clone()));
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    protected Decisions decisions() {
        return MongoHistory.decisions(database);
    }

    @Override
    protected Tables tables() {
        return MongoHistory.tables(database);
    }
}
