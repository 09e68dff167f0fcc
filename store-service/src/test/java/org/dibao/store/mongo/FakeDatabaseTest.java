package org.dibao.store.mongo;

import org.dibao.store.folding.FakeStore;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;

class FakeDatabaseTest extends DatabaseContract {
    private final FakeStore store = new FakeStore();

    @Override
    protected Decisions decisions() {
        return store.decisions;
    }

    @Override
    protected Tables tables() {
        return store.tables();
    }
}
