package org.dibao.render.mongo;

import java.time.Duration;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.render.view.Progress;
import org.dibao.render.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoInMemoryTest extends DatabaseContract {
    private static EmbeddedMongo server;
    private static int databases;
    private MongoRender render;

    @BeforeAll
    static void startServer() {
        server = EmbeddedMongo.inMemory();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        render = new MongoRender(server.uri("render" + databases++), Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        render.close();
    }

    @Override
    protected Views views() {
        return render.views();
    }

    @Override
    protected Progress progress() {
        return render.progress();
    }
}
