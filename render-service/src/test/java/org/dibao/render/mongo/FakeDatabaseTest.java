package org.dibao.render.mongo;

import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Views;

class FakeDatabaseTest extends DatabaseContract {
    private final FakeRender render = new FakeRender();

    @Override
    protected Views views() {
        return render.views();
    }
}
