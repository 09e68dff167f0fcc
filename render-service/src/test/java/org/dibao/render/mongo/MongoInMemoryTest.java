package org.dibao.render.mongo;

import org.dibao.projector.mongo.Database;
import org.dibao.projector.testkit.TestDatabases;
import org.dibao.render.view.Views;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoInMemoryTest extends DatabaseContract {
    @RegisterExtension
    private static final TestDatabases DATABASES = TestDatabases.inMemory().scanned();

    private final Database database = DATABASES.open();

    @Override
    protected Views views() {
        return MongoViews.views(database);
    }
}
