package org.dibao.store.mongo;

import java.nio.file.Path;
import java.time.Duration;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.store.history.DatabaseContract;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Progress;
import org.dibao.store.history.Projections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MongoOnFileTest extends DatabaseContract {
    @TempDir
    private static Path folder;

    private static EmbeddedMongo server;
    private static int databases;
    private MongoStore store;

    @BeforeAll
    static void startServer() {
        server = EmbeddedMongo.start(folder.resolve("store.mv"), 0);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        store = new MongoStore(server.uri("store" + databases++), Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected Decisions decisions() {
        return store.decisions();
    }

    @Override
    protected Projections projections() {
        return store.projections();
    }

    @Override
    protected Progress progress() {
        return store.progress();
    }
}
