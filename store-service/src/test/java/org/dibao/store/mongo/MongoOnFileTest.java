package org.dibao.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.fold.PathClaim;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.store.history.DatabaseContract;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Progress;
import org.dibao.store.history.Projection.Placed;
import org.dibao.store.history.Projections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    /** A write or read that went through the whole collection would cost a hundred times as much among a hundred times as many. */
    @Test
    void aWriteCostsTheSameHoweverManyThereAre() throws Exception {
        fill(0, 100);
        costOfOne(20_000);
        Duration amongFew = costOfOne(30_000);
        fill(100, 10_000);
        Duration amongMany = costOfOne(40_000);
        System.out.println("a write and a read on file among 100: " + amongFew.toNanos() / 1000 + " us, among 10,000: "
                + amongMany.toNanos() / 1000 + " us");
        assertThat(amongMany).isLessThan(amongFew.multipliedBy(10));
    }

    private void fill(int from, int to) throws Exception {
        for (int i = from; i < to; i += 100) {
            Map<ArticlePath, Placed<PathClaim>> some = new LinkedHashMap<>();
            for (int k = i; k < i + 100; k++) {
                some.put(path(k), claim(k, k));
            }
            store.projections().paths().put(some).get();
        }
    }

    private Duration costOfOne(long position) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            store.projections().paths().put(Map.of(path(i), claim(i, position))).get();
            assertThat(store.projections().paths().find(List.of(path(i), path(-1))).get()).hasSize(1);
        }
        return Duration.ofNanos((System.nanoTime() - start) / 100);
    }

    private static ArticlePath path(int number) {
        return new ArticlePath("/news/" + number + ".html");
    }

    private static Placed<PathClaim> claim(int number, long position) {
        return new Placed<>(new Position(position),
                new PathClaim(path(number), new ArticleId("a" + number), PathClaim.Kind.CURRENT, new Position(position)));
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
