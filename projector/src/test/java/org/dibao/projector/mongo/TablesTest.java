package org.dibao.projector.mongo;

import org.dibao.contract.article.ArticlePath;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Table;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.TableContract;
import org.dibao.projector.testkit.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

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
        @RegisterExtension
        private static final TestDatabases DATABASES = TestDatabases.inMemory();

        MongoInMemory() {
            super(DATABASES.open());
        }
    }

    @Nested
    class MongoOnFile extends OnMongo {
        @RegisterExtension
        private static final TestDatabases DATABASES = TestDatabases.onFile();

        MongoOnFile() {
            super(DATABASES.open());
        }
    }

    private abstract static class OnMongo extends TableContract {
        private final Database database;

        OnMongo(Database database) {
            this.database = database;
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
