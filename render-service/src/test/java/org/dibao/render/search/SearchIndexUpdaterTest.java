package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Page;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.dibao.render.view.Views;
import org.dibao.support.loop.LoopState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the index follows, survives and is made anew. */
class SearchIndexUpdaterTest {
    private static final With PLAIN = With.NOTHING;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final FakeRender render = new FakeRender();
    private final Stories stories = new Stories();

    @Test
    void whatIsPublishedRevisedMovedAndWithdrawnIsFoundAsItIsNow() {
        stories.publishes("a", "Harbour", PLAIN.at("/1.html")).publishes("b", "Market", PLAIN.at("/b.html"));
        Searching.published(render, stories);
        try (Searching searching = Searching.over(render, folder)) {
            assertThat(searching.paths("harbour")).containsExactly("/1.html");
            searching.publish(stories.publishes("a", "Harbour", PLAIN.at("/2.html")));
            assertThat(searching.paths("harbour")).containsExactly("/2.html");
            searching.publish(stories.publishes("a", "Lighthouse", PLAIN.at("/2.html"))
                    .publishes("b", "Market", PLAIN.at("/b.html")));
            assertThat(searching.paths("harbour")).isEmpty();
            assertThat(searching.paths("lighthouse")).containsExactly("/2.html");
            searching.publish(
                    stories.withdraws("a").drafts("c", "Draft of something").drafts("b", "Market, being corrected"));
            assertThat(searching.paths("lighthouse")).isEmpty();
            assertThat(searching.paths("draft")).isEmpty();
            assertThat(searching.paths("market")).isEmpty();
            assertThat(searching.updater.articles()).isZero();
            searching.publish(stories.publishes("a", "Lighthouse again", PLAIN.at("/3.html")));
            assertThat(searching.paths("lighthouse")).containsExactly("/3.html");
            assertThat(searching.updater.position())
                    .isEqualTo(render.publications().getLast().position());
        }
    }

    @Test
    void aWholeDayIsIndexedAsItEndsInAnyRuns() throws IOException {
        render.topics.logEnd = 99;
        List<String> titles =
                List.of("grain", "river", "bridge", "market", "rival", "letter", "harbour", "third", "last", "粮价");
        Searching.published(render, stories.changesSite(org.dibao.contract.site.SiteSettings.DEFAULT));
        FakeRender day = new FakeRender();
        day.topics.logEnd = 99;
        var loop = day.projector(250);
        loop.resume();
        loop.on(Stories.aDayInTheNewsroom());
        Map<String, List<String>> anew = found(day, folder.resolve("anew"), titles);
        // From the beginning on, one publication after the other, over a view that is always ahead.
        Path other = folder.resolve("followed");
        Files.createDirectories(other);
        SearchIndex empty = SearchIndex.create(other, 16, Duration.ofMillis(200));
        empty.advance(new IndexCheckpoint("log-1", Position.NONE, 0));
        empty.close();
        assertThat(found(day, other, titles)).isEqualTo(anew);
        assertThat(anew.get("last")).containsExactly("/town/square.html", "/2026/Last-words.html");
        assertThat(anew.get("third")).isEmpty();
    }

    private static Map<String, List<String>> found(FakeRender render, Path folder, List<String> titles) {
        Map<String, List<String>> found = new java.util.TreeMap<>();
        try (Searching searching = Searching.over(render, folder)) {
            titles.forEach(title -> found.put(title, searching.paths(title)));
        }
        return found;
    }

    @Test
    void whileItIsRebuiltSearchesFindWhatThereWas() throws IOException {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        SearchIndex index = SearchIndex.create(folder, 16, Duration.ofMillis(1));
        index.put(
                ((Page.Live) render.views().pages().find(render.paths()).join().get(new ArticlePath("/1.html")))
                        .article());
        index.advance(new IndexCheckpoint("log-1", Position.NONE, 0));
        index.commit();
        index.refresh();

        index.beginRebuild();
        index.commit();
        index.refresh();
        assertThat(index.searcher().getIndexReader().numDocs()).as("seen").isEqualTo(1);
        index.close();
        try (SearchIndex after = SearchIndex.open(folder, 16, Duration.ofMillis(1))) {
            assertThat(after.articles()).as("after it was broken off").isEqualTo(1);
            after.beginRebuild();
            after.endRebuild(new IndexCheckpoint("log-1", Position.NONE, 1));
            assertThat(after.searcher().getIndexReader().numDocs()).isZero();
        }
    }

    @Test
    void itIsRebuiltWhenSomebodyAsksForIt() {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        try (Searching searching = Searching.over(render, folder)) {
            searching.wanted.want(1).join();
            await().until(() ->
                    searching.updater.generation() == 1 && searching.updater.state() instanceof SearchState.Following);
            assertThat(searching.paths("harbour")).containsExactly("/1.html");
        }
        try (Searching again = Searching.over(render, folder)) {
            assertThat(again.updater.generation()).isEqualTo(1);
        }
    }

    @Test
    void staticPagesAreFoundToo() {
        Searching.published(render, stories.publishes("about", "About us", PLAIN.at("/about/")));
        try (Searching searching = Searching.over(render, folder)) {
            assertThat(searching.paths("about")).containsExactly("/about/");
        }
    }

    @Test
    void afterARestartItGoesOnFromItsPosition() {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        try (Searching searching = Searching.over(render, folder)) {
            searching.publish(stories.publishes("b", "Bridge", PLAIN.at("/2.html")));
        }
        Searching.published(
                render, stories.publishes("c", "Market", PLAIN.at("/3.html")).withdraws("a"));
        try (Searching searching = Searching.over(render, folder)) {
            assertThat(searching.followedFrom).isEqualTo(new Position(1));
            assertThat(searching.paths("bridge")).containsExactly("/2.html");
            assertThat(searching.paths("market")).containsExactly("/3.html");
            assertThat(searching.paths("harbour")).isEmpty();
        }
    }

    @Test
    void aCrashLosesOnlyWhatIsReadAgain() throws IOException {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        Path crashed = folder.resolve("crashed");
        SearchSettings settings = Searching.settings(folder.resolve("live"), Map.of("commit-every", "100ms"));
        try (Searching searching = Searching.started(render, settings)) {
            searching.publish(stories.publishes("b", "Bridge", PLAIN.at("/2.html")));
            await().until(() -> new Position(1).equals(committed(settings.dir())));
            searching.publish(stories.publishes("c", "Market", PLAIN.at("/3.html"))
                    .publishes("b", "Bridge rebuilt", PLAIN.at("/2.html")));
            assertThat(searching.paths("market")).hasSize(1);
            copy(settings.dir(), crashed); // the disk as a killed process leaves it
        }
        try (Searching searching = Searching.over(render, crashed)) {
            assertThat(searching.followedFrom.value()).isBetween(1L, 3L);
            assertThat(searching.paths("harbour")).containsExactly("/1.html");
            assertThat(searching.paths("rebuilt")).containsExactly("/2.html");
            assertThat(searching.paths("market")).containsExactly("/3.html");
            assertThat(searching.updater.articles()).isEqualTo(3);
        }
    }

    @Test
    void aCommitNeverSaysMoreThanItHolds() throws IOException {
        Searching.published(render, stories.publishes("a0", "Article 0", PLAIN.at("/0.html")));
        SearchSettings settings = Searching.settings(folder.resolve("live"), Map.of("commit-every", "100ms"));
        try (Searching searching = Searching.started(render, settings)) {
            for (int i = 1; i < 60; i++) {
                searching.publish(stories.publishes("a" + i, "Article " + i, PLAIN.at("/" + i + ".html")));
                if (i % 10 == 0) {
                    copy(settings.dir(), folder.resolve("crash" + i));
                }
            }
        }
        for (int i = 10; i < 60; i += 10) {
            Path crash = folder.resolve("crash" + i);
            Position said = committed(crash);
            if (said == null) {
                continue; // the copy was made while files came and went, which a crash does not do
            }
            try (Searching searching = Searching.over(render, crash)) {
                assertThat(searching.find("article").total()).isEqualTo(60);
            }
        }
    }

    @Test
    void aBrokenIndexIsMadeAnew() throws IOException {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        for (String what : List.of("segments_.*", ".*\\.cf[se]", ".*\\.si")) {
            for (boolean whole : new boolean[] {true, false}) {
                try (Searching searching = Searching.over(render, folder)) {
                    assertThat(searching.paths("harbour")).containsExactly("/1.html");
                }
                for (Path file : files(folder)) {
                    if (file.getFileName().toString().matches(what)) {
                        byte[] content = Files.readAllBytes(file);
                        Files.write(
                                file,
                                whole
                                        ? "nonsense".repeat(20).getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                        : java.util.Arrays.copyOf(content, content.length / 2));
                    }
                }
                try (Searching searching = Searching.over(render, folder)) {
                    assertThat(searching.paths("harbour")).as(what).containsExactly("/1.html");
                }
            }
        }
    }

    @Test
    void anIndexThatIsDamagedWhileItIsSearchedIsMadeAnewAtOnce() throws IOException {
        for (int i = 0; i < 300; i++) {
            stories.publishes(
                    "a" + i,
                    "Harbour " + i,
                    PLAIN.at("/" + i + ".html")
                            .html("<p>" + "Text of harbour %d. ".formatted(i).repeat(20) + "</p>"));
        }
        Searching.published(render, stories);
        Damage cut = file -> file.setLength(0);
        Damage overwritten = file -> {
            long end = file.length() - 16; // the checksum stays, as where a disk forgets
            for (long at = 50; at < end; at++) {
                file.seek(at);
                file.write(0xAA);
            }
        };
        for (Damage damage : List.of(cut, overwritten)) {
            try (Searching searching = Searching.over(render, folder)) {
                assertThat(searching.find("harbour").total()).isEqualTo(300);
            }
            try (Searching searching = Searching.over(render, folder)) { // reads everything from the disk
                for (Path file : files(folder)) {
                    if (file.getFileName().toString().endsWith(".cfs")) {
                        try (var open = new java.io.RandomAccessFile(file.toFile(), "rw")) {
                            damage.to(open);
                        }
                    }
                }

                assertThat(searching.search.find("harbour 7", 1).block())
                        .isEqualTo(new SearchResult.Later("harbour 7", SearchResult.Why.NOT_READY));

                await().until(() -> searching.updater.state() instanceof SearchState.Waiting
                        || searching.updater.state() instanceof SearchState.Rebuilding);
                await().until(() -> searching.search.find("harbour", 1).block() instanceof SearchResult.Found found
                        && found.whole()
                        && found.total() == 300);
                await().until(() -> searching.updater.state() instanceof SearchState.Following);
            }
        }
    }

    private interface Damage {
        void to(java.io.RandomAccessFile file) throws IOException;
    }

    @Test
    void anIndexOfOtherEventsOrOfAnotherFormatOrAheadIsMadeAnew() throws IOException {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        for (Map<String, String> written : List.of(
                Map.of("format", "0", "log", "log-1", "position", "0"),
                Map.of("format", IndexCheckpoint.FORMAT, "log", "log-0", "position", "0"),
                Map.of("format", IndexCheckpoint.FORMAT, "log", "log-1", "position", "7"),
                Map.of("format", IndexCheckpoint.FORMAT, "log", "log-1", "position", "x"),
                Map.<String, String>of())) {
            try (var directory = org.apache.lucene.store.FSDirectory.open(folder);
                    var writer = new org.apache.lucene.index.IndexWriter(
                            directory,
                            new org.apache.lucene.index.IndexWriterConfig()
                                    .setOpenMode(org.apache.lucene.index.IndexWriterConfig.OpenMode.CREATE))) {
                writer.setLiveCommitData(written.entrySet());
            }
            try (Searching searching = Searching.over(render, folder)) {
                assertThat(searching.paths("harbour")).as("%s", written).containsExactly("/1.html");
            }
            assertThat(committed(folder)).isEqualTo(new Position(0));
        }
    }

    @Test
    void onlyItsOwnFilesAreRemoved() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "x");
        Files.writeString(folder.resolve("segments_1"), "nonsense");
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        try (Searching searching = Searching.over(render, folder)) {
            assertThat(searching.paths("harbour")).hasSize(1);
        }
        assertThat(folder.resolve("precious.txt")).exists();
        assertThat(folder.resolve("rebuilding.paths")).doesNotExist();
    }

    @Test
    void aSecondInstanceOnTheSameFolderSaysSo() {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        try (Searching first = Searching.over(render, folder);
                Searching second = Searching.begun(render, Searching.settings(folder, Map.of()))) {
            await().until(() -> second.updater.state() instanceof SearchState.Waiting waiting
                    && waiting.reason().contains("in use by another instance")
                    && waiting.reason().contains("dibao.render.search.dir"));
            assertThat(second.search.find("harbour", 1).block()).isInstanceOf(SearchResult.Later.class);
            assertThat(first.paths("harbour")).hasSize(1);
        }
    }

    @Test
    void itIsSearchedWhileItIsMadeAnewAndSaysSo() {
        for (int i = 0; i < 120; i++) {
            stories.publishes("a" + i, "Article " + i, PLAIN.at("/" + i + ".html"));
        }
        Searching.published(render, stories);
        var gate = new java.util.concurrent.CountDownLatch(1);
        var reads = new java.util.concurrent.atomic.AtomicInteger();
        Table<ArticlePath, Page> slow = new Table<>() {
            @Override
            public java.util.concurrent.CompletableFuture<Map<ArticlePath, Versioned<Page>>> findVersions(
                    java.util.Collection<ArticlePath> keys) {
                return reads.incrementAndGet() < 3
                        ? render.pages.findVersions(keys)
                        : java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                            try {
                                gate.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return render.pages.findVersions(keys).join();
                        });
            }

            @Override
            public java.util.concurrent.CompletableFuture<Void> put(Map<ArticlePath, Versioned<Page>> values) {
                return render.pages.put(values);
            }
        };
        try (Searching searching = Searching.begun(
                render,
                new Views(slow, render.entries, render.site, render.files, render.queries),
                Searching.settings(folder, Map.of()))) {
            await().until(() -> searching.search.find("article", 1).block() instanceof SearchResult.Found found
                    && found.total() == 100);
            assertThat(searching.find("article").whole()).isFalse();
            assertThat(searching.updater.state()).isEqualTo(new SearchState.Rebuilding(100, 120));
            gate.countDown();
            await().until(() -> searching.find("article").total() == 120);
            await().until(() -> searching.find("article").whole());
        }
    }

    static Stream<Arguments> errorsAtReads() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError())
                // The first and a later batch of a rebuild, and a publication that is followed.
                .flatMap(error -> Stream.of(1, 3, 4).map(read -> Arguments.of(error, read)));
    }

    @ParameterizedTest
    @MethodSource("errorsAtReads")
    void afterAnErrorTheIndexIsKeptUpToDateAgain(Error error, int failing) {
        for (int i = 0; i < 120; i++) {
            stories.publishes("a" + i, "Article " + i, PLAIN.at("/" + i + ".html"));
        }
        Searching.published(render, stories);
        var reads = new java.util.concurrent.atomic.AtomicInteger();
        Table<ArticlePath, Page> pages = new Table<>() {
            @Override
            public java.util.concurrent.CompletableFuture<Map<ArticlePath, Versioned<Page>>> findVersions(
                    java.util.Collection<ArticlePath> keys) {
                if (reads.incrementAndGet() == failing) {
                    throw error;
                }
                return render.pages.findVersions(keys);
            }

            @Override
            public java.util.concurrent.CompletableFuture<Void> put(Map<ArticlePath, Versioned<Page>> values) {
                return render.pages.put(values);
            }
        };
        try (Searching searching = Searching.begun(
                render,
                new Views(pages, render.entries, render.site, render.files, render.queries),
                Searching.settings(folder, Map.of()))) {
            await().atMost(SOON).until(() -> searching.updater.state() instanceof SearchState.Following);
            Searching.published(render, stories.publishes("b", "Article, the last", PLAIN.at("/last.html")));
            await().atMost(SOON).ignoreExceptions().until(() -> {
                searching.catchUp();
                return searching.find("article").total() == 121;
            });
            assertThat(reads.get()).isGreaterThan(failing);
            await().atMost(SOON)
                    .until(() -> searching.updater.loops().allMatch(loop -> loop.state() instanceof LoopState.Running));
        }
    }

    @Test
    void whileItFailsWithAnErrorTheInstanceIsNotFit() {
        Searching.published(render, stories.publishes("a", "Harbour", PLAIN.at("/1.html")));
        var broken = new java.util.concurrent.atomic.AtomicBoolean(true);
        FakeRender.FakeEntries entries = new FakeRender.FakeEntries() {
            @Override
            public java.util.concurrent.CompletableFuture<Void> scan(
                    java.util.function.BiConsumer<ArticleId, Versioned<ArticleSummary>> reader) {
                return broken.get()
                        ? java.util.concurrent.CompletableFuture.failedFuture(new OutOfMemoryError("thrown by a test"))
                        : render.entries.scan(reader);
            }
        };
        try (Searching searching = Searching.begun(
                render,
                new Views(render.pages, entries, render.site, render.files, render.queries),
                Searching.settings(folder, Map.of()))) {
            await().atMost(SOON)
                    .until(() -> searching
                            .updater
                            .loops()
                            .anyMatch(loop -> !loop.state().isFit()));

            broken.set(false);

            await().atMost(SOON).until(() -> searching.updater.state() instanceof SearchState.Following);
            await().atMost(SOON)
                    .until(() -> searching
                            .updater
                            .loops()
                            .allMatch(loop -> loop.state().isFit()));
        }
    }

    private static @org.jspecify.annotations.Nullable Position committed(Path folder) {
        try (var directory = org.apache.lucene.store.FSDirectory.open(folder)) {
            return IndexCheckpoint.read(org.apache.lucene.index.SegmentInfos.readLatestCommit(directory)
                            .getUserData())
                    .position();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            try {
                Files.copy(file, to.resolve(file.getFileName()));
            } catch (java.nio.file.NoSuchFileException e) {
                // Merged away meanwhile.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
