package org.dibao.store.mongo;

import java.nio.file.Path;
import java.time.Duration;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.projector.mongo.Database;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
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
    private Database database;

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
        database = new Database("test", server.uri("store" + databases++), Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        database.close();
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
