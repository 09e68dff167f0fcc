package org.dibao.store.history;

class FakeDatabaseTest extends DatabaseContract {
    private final FakeStore store = new FakeStore();

    @Override
    protected Decisions decisions() {
        return store.decisions;
    }

    @Override
    protected Projections projections() {
        return store.ports().projections();
    }

    @Override
    protected Progress progress() {
        return store.progress;
    }
}
