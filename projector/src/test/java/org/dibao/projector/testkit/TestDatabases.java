package org.dibao.projector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.projector.mongo.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * Empty databases for the tests of a class, on one server. Checks after each test that everything was asked for by its id
 * alone: a filter of anything else makes the embedded server read the whole collection, for each write.
 */
public final class TestDatabases implements BeforeAllCallback, AfterAllCallback, AfterEachCallback {
    private final boolean onFile;
    private boolean scanned;
    private final List<Database> open = new ArrayList<>();
    private final Queue<BsonDocument> filters = new ConcurrentLinkedQueue<>();
    private @Nullable EmbeddedMongo server;
    private @Nullable Path folder;
    private int databases;

    private TestDatabases(boolean onFile) {
        this.onFile = onFile;
    }

    public static TestDatabases inMemory() {
        return new TestDatabases(false);
    }

    public static TestDatabases onFile() {
        return new TestDatabases(true);
    }

    /** Whole collections are read on purpose, too. */
    public TestDatabases scanned() {
        scanned = true;
        return this;
    }

    /** A new one. */
    public Database open() {
        String uri = Objects.requireNonNull(server).uri("test" + databases++);
        Database database = new Database("test", uri, Duration.ofSeconds(10), List.of(new Filters()));
        open.add(database);
        return database;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (onFile) {
            folder = Files.createTempDirectory("databases");
            server = EmbeddedMongo.start(folder.resolve("test.mv"), 0);
        } else {
            server = EmbeddedMongo.inMemory();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(Database::close);
        open.clear();
        List<BsonDocument> seen = new ArrayList<>(filters);
        filters.clear();
        assertThat(seen).allMatch(filter -> filter.keySet().equals(Set.of("_id")) || scanned && filter.isEmpty());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Objects.requireNonNull(server).close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private final class Filters implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            BsonDocument command = event.getCommand();
            switch (event.getCommandName()) {
                case "find" -> filters.add(command.getDocument("filter").clone());
                case "update" -> {
                    // The one document of the checkpoint is compared and set.
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
}
