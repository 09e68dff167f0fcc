package org.dibao.projector.mongo;

import java.nio.file.Path;
import java.time.Duration;
import org.dibao.contract.article.ArticlePath;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Table;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.TableContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    @Nested
    class Fake extends TableContract {
        private final FakeTable<ArticlePath, String> table = new FakeTable<>(String.class);
        private final FakePorts ports = new FakePorts();

        @Override
        protected Table<ArticlePath, String> table() {
            return table;
        }

        @Override
        protected Checkpoints checkpoints() {
            return ports.ports().checkpoints();
        }
    }

    @Nested
    class MongoInMemory extends OnMongo {
        @Override
        EmbeddedMongo start(Path folder) {
            return EmbeddedMongo.inMemory();
        }
    }

    @Nested
    class MongoOnFile extends OnMongo {
        @Override
        EmbeddedMongo start(Path folder) {
            return EmbeddedMongo.start(folder.resolve("test.mv"), 0);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnMongo extends TableContract {
        private EmbeddedMongo server;
        private int databases;
        private Database database;

        abstract EmbeddedMongo start(Path folder);

        @BeforeAll
        void startServer(@TempDir Path folder) {
            server = start(folder);
        }

        @AfterAll
        void stopServer() {
            server.close();
        }

        @BeforeEach
        void open() {
            database = new Database("test", server.uri("test" + databases++), Duration.ofSeconds(10));
        }

        @AfterEach
        void close() {
            database.close();
        }

        @Override
        protected Table<ArticlePath, String> table() {
            return database.table("table", String.class);
        }

        @Override
        protected Checkpoints checkpoints() {
            return database.checkpoints();
        }
    }
}
