package org.dibao.render.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Versioned;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.dibao.render.view.Views;
import org.dibao.support.loop.LoopState;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong while the snapshot is loaded and kept up. */
class SnapshotFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SCAN_TIMEOUT = Duration.ofMillis(300);

    private final FakeRender render = new FakeRender();
    private final Stories stories = new Stories();
    private final List<Consumer<List<Publication>>> readers = new CopyOnWriteArrayList<>();
    private final Scans entries = new Scans();
    private final Site site = new Site();
    private @Nullable SnapshotUpdater updater;

    /** The first scan never ends, if so wanted; another fails, if so wanted. */
    private static final class Scans extends FakeRender.FakeEntries {
        volatile boolean hang;
        volatile @Nullable Error failure;
        volatile @Nullable Error always;
        volatile @Nullable BiConsumer<ArticleId, Versioned<ArticleSummary>> hanging;

        @Override
        public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<ArticleSummary>> reader) {
            if (hang) {
                hang = false;
                hanging = reader;
                return new CompletableFuture<>();
            }
            Error error = failure == null ? always : failure;
            failure = null;
            return error == null ? super.scan(reader) : CompletableFuture.failedFuture(error);
        }

        /** As a driver that goes on although nobody waits for it any more. */
        void goOn(int rows, ArticleSummary entry) {
            BiConsumer<ArticleId, Versioned<ArticleSummary>> reader = hanging;
            for (int i = 0; i < rows && reader != null; i++) {
                reader.accept(new ArticleId("ghost" + i), new Versioned<>(new Position(0), entry));
            }
        }
    }

    private static final class Site extends FakeTable<Views.Site, SiteSettings> {
        volatile @Nullable Error failure;

        Site() {
            super(SiteSettings.class);
        }

        @Override
        public CompletableFuture<java.util.Map<Views.Site, SiteSettings>> find(java.util.Collection<Views.Site> keys) {
            Error error = failure;
            failure = null;
            if (error != null) {
                throw error;
            }
            return super.find(keys);
        }
    }

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    @AfterEach
    void close() {
        if (updater != null) {
            updater.close();
        }
    }

    @Test
    void aScanThatTimedOutChangesNothingAfterwards() {
        stories.publishes(
                        "about", "About", With.NOTHING.date(null).layout("page").at("/about/"))
                .publishes("a", "A");
        publish();
        ArticleSummary ghost = entry("about");
        entries.hang = true;
        SnapshotUpdater started = start();
        await().atMost(SOON).until(() -> started.state() instanceof SnapshotState.Serving);

        entries.goOn(2500, ghost);

        assertThat(started.state()).isInstanceOf(SnapshotState.Serving.class);
        assertThat(snapshot().listings().in(ListingKey.ALL).newest(9)).containsExactly(new ArticleId("a"));
        stories.publishes("help", "Help", With.NOTHING.date(null).layout("page").at("/help/"));
        publish();
        deliver(2);
        assertThat(snapshot().site().menu())
                .containsExactly(Menu.ALL_CATEGORIES, new MenuItem("About", "/about/"), new MenuItem("Help", "/help/"));
    }

    /** The one that timed out goes on beside the next one. */
    @Test
    void aScanThatTimedOutAddsNothingToTheNextOne() {
        stories.publishes(
                "about", "About", With.NOTHING.date(null).layout("page").at("/about/"));
        publish();
        ArticleSummary ghost = entry("about");
        entries.hang = true;
        SnapshotUpdater started = start();
        await().atMost(SOON)
                .until(() -> started.state() instanceof SnapshotState.Waiting waiting
                        && waiting.reason().contains("did not answer"));

        entries.goOn(1, ghost);

        await().atMost(SOON).until(() -> started.state() instanceof SnapshotState.Serving);
        assertThat(snapshot().site().menu()).containsExactly(Menu.ALL_CATEGORIES, new MenuItem("About", "/about/"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorWhileItIsLoadedIsTriedAgain(Error error) {
        stories.publishes("a", "A");
        publish();
        entries.failure = error;
        SnapshotUpdater started = start();
        await().atMost(SOON).until(() -> started.state() instanceof SnapshotState.Serving);
        site.failure = error;
        SnapshotUpdater other = start();
        await().atMost(SOON).until(() -> other.state() instanceof SnapshotState.Serving);
        started.close();
    }

    /** Wherever it fails, also between one article and the next, or between the listings and the menu. */
    @ParameterizedTest
    @MethodSource("errors")
    void anErrorWhileAChangeIsMadeLeavesNothingHalfMade(Error error) {
        stories.publishes("a", "A");
        publish();
        SnapshotUpdater started = start();
        await().atMost(SOON).until(() -> !readers.isEmpty());
        int known = 1;
        for (int access = 1; access <= 4; access++) {
            stories.publishes("a" + access, "A" + access);
            stories.publishes(
                    "help" + access,
                    "Help",
                    With.NOTHING.date(null).layout("page").at("/help" + access + "/"));
            publish();
            int loads = readers.size();
            List<Publication> all = render.publications();

            assertThatThrownBy(new Failing(all.subList(known, all.size()), access, error)::deliver)
                    .isSameAs(error);

            if (started.state() instanceof SnapshotState.Serving) {
                deliver(known); // it failed before anything had changed, and gets the same again
            } else {
                await().atMost(SOON).until(() -> readers.size() > loads);
            }
            assertThat(snapshot().site().menu()).hasSize(1 + access);
            assertThat(snapshot().listings().in(ListingKey.ALL).newest(9)).hasSize(access + 1);
            assertThat(started.gate().position()).isEqualTo(render.last());
            known = all.size();
        }
        assertThat(readers).as("loaded again where something had changed").hasSizeGreaterThan(2);
        await().atMost(SOON).until(() -> started.loops().allMatch(loop -> loop.state() instanceof LoopState.Running));
    }

    /** What is done with a run of publications fails once, at one of its elements. */
    private final class Failing extends AbstractList<Publication> {
        private final List<Publication> publications;
        private final int access;
        private final Error error;
        private int accesses;

        Failing(List<Publication> publications, int access, Error error) {
            this.publications = publications;
            this.access = access;
            this.error = error;
        }

        void deliver() {
            readers.getLast().accept(this);
        }

        @Override
        public Publication get(int index) {
            if (++accesses == access) {
                throw error;
            }
            return publications.get(index);
        }

        @Override
        public int size() {
            return publications.size();
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whileItFailsWithAnErrorTheInstanceIsNotFit(Error error) {
        stories.publishes("a", "A");
        publish();
        entries.always = error;
        SnapshotUpdater started = start();

        await().atMost(SOON)
                .until(() -> started.loops().anyMatch(loop -> !loop.state().isFit()));
        entries.always = null;
        await().atMost(SOON).until(() -> started.state() instanceof SnapshotState.Serving);
        await().atMost(SOON)
                .until(() -> started.loops().allMatch(loop -> loop.state().isFit()));
    }

    private ArticleSummary entry(String id) {
        List<ArticleSummary> found = new CopyOnWriteArrayList<>();
        entries.scan((article, row) -> {
            if (article.value().equals(id)) {
                found.add(row.value());
            }
        });
        return found.getFirst();
    }

    private void publish() {
        render.entries = entries;
        render.site = site;
        render.topics.logEnd = stories.records().size() - 1;
        new LogFeeder(stories.records(), () -> 250).run(render.projector(250));
    }

    /** Hands all publications from a position on to who reads them now. */
    private void deliver(int from) {
        List<Publication> all = render.publications();
        readers.getLast().accept(all.subList(from, all.size()));
    }

    private SiteSnapshot snapshot() {
        SnapshotUpdater now = java.util.Objects.requireNonNull(updater);
        return ((SnapshotState.Serving) now.state()).snapshot();
    }

    private SnapshotUpdater start() {
        PublicationSource feed = new PublicationSource() {
            @Override
            public Position end() {
                return render.last();
            }

            @Override
            public Following follow(Position after, Consumer<List<Publication>> reader) {
                readers.add(reader);
                return new Following() {
                    @Override
                    public boolean isHealthy() {
                        return true;
                    }

                    @Override
                    public Duration behind() {
                        return Duration.ZERO;
                    }

                    @Override
                    public Stream<SupervisedLoop> loops() {
                        return Stream.empty();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        SnapshotUpdater started =
                new SnapshotUpdater(render.views(), render.checkpoints(), feed, Duration.ofSeconds(1), SCAN_TIMEOUT);
        updater = started;
        started.start();
        return started;
    }
}
