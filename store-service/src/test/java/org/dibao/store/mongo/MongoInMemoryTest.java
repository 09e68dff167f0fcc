package org.dibao.store.mongo;

import org.dibao.projector.mongo.Database;
import org.dibao.projector.testkit.TestDatabases;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoInMemoryTest extends DatabaseContract {
    @RegisterExtension
    private static final TestDatabases DATABASES = TestDatabases.inMemory();

    private final Database database = DATABASES.open();

    @Override
    protected Decisions decisions() {
        return MongoHistory.decisions(database);
    }

    @Override
    protected Tables tables() {
        return MongoHistory.tables(database);
    }
}
