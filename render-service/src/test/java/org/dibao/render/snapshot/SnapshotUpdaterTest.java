package org.dibao.render.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Unavailable;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.dibao.support.loop.SupervisedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotUpdaterTest {
    private static final List<ReceivedRecord> LOG = new Stories()
            .publishes("a", "A")
            .changesSite(SiteSettings.builder().title("Gazette").pageSize(7).build())
            .publishes("b", "B")
            .withdraws("a")
            .records();

    private final FakeRender render = new FakeRender();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Duration behind = Duration.ZERO;
    private SnapshotUpdater updater = updater();

    @AfterEach
    void close() {
        updater.close();
    }

    @Test
    void untilTheViewHasWhatWasAnnouncedItShowsNothingAndSaysHowFarItIs() {
        publish(4);
        render.dropDatabase();
        updater = updater();
        updater.start();
        await().until(() ->
                updater.state() instanceof SnapshotState.Rebuilding(long done, long of) && done == 0 && of == 4);
        LogHandler loop = render.projector(250);
        loop.resume();
        loop.on(LOG.subList(0, 2));
        await().until(() -> updater.state() instanceof SnapshotState.Rebuilding(long done, long of) && done == 2);
        loop.on(LOG.subList(2, 4));
        await().until(() -> updater.state() instanceof SnapshotState.Serving);
        assertThat(updater.gate().position()).isEqualTo(new Position(3));
        assertThat(snapshot().listings().in(ListingKey.ALL).newest(9)).containsExactly(new ArticleId("b"));
        assertThat(snapshot().site().title()).isEqualTo("Gazette");
    }

    @Test
    void anEmptySiteIsShownAtOnce() {
        updater.start();
        await().until(() -> updater.state() instanceof SnapshotState.Serving);
        assertThat(updater.gate().position()).isEqualTo(Position.NONE);
        assertThat(snapshot().site())
                .isEqualTo(SiteSettings.builder()
                        .menu(List.of(Menu.ALL_CATEGORIES))
                        .build());
    }

    @Test
    void whatDoesNotAnswerIsWaitedFor() {
        failures.set(2);
        publish(3);
        updater = updater();
        updater.start();
        await().until(() -> updater.state() instanceof SnapshotState.Serving);
        assertThat(failures).hasValue(0);
    }

    /** Else pages would count as fresh in the moments after a start, though nobody has looked since they were loaded. */
    @Test
    void untilAllHasBeenReadOnceItIsAsOldAsWhatWasLoaded() {
        publish(3);
        behind = ChronoUnit.FOREVER.getDuration();
        long before = System.nanoTime();
        updater = updater();
        updater.start();
        await().until(() -> updater.isFollowing());
        long after = System.nanoTime();

        assertThat(updater.behind())
                .isBetween(
                        Duration.ofNanos(System.nanoTime() - after),
                        Duration.ofNanos(System.nanoTime() - before).plusMillis(1));

        behind = Duration.ZERO;
        assertThat(updater.behind()).isZero();
    }

    @Test
    void settingsAreInForceBeforeThePositionIsReached() {
        Snapshots.Following instance = Snapshots.following(render);
        publish(2);
        instance.catchUp();
        assertThat(instance.updater().gate().position()).isEqualTo(new Position(1));
        assertThat(instance.snapshot().site().pageSize()).isEqualTo(7);
    }

    @Test
    void parametersOfOldAddressesAreKnownAtOnceAndAfterAStart() {
        Stories stories = new Stories().publishes("a", "A", With.NOTHING.at("/a.html", "/?p=7"));
        Snapshots.Following instance = Snapshots.following(render);
        follow(stories, instance);
        assertThat(instance.snapshot().queries().names()).containsExactly("p");
        follow(stories.publishes("b", "B", With.NOTHING.at("/b.html", "/b?id=1&p=1", "/old.html")), instance);
        assertThat(instance.snapshot().queries().names()).containsExactly("id", "p");
        assertThat(Snapshots.fresh(render).queries())
                .isEqualTo(instance.snapshot().queries());
    }

    @Test
    void theMenuIsMadeOfStaticPagesUnlessTheSiteHasOne() {
        Stories stories = new Stories()
                .publishes(
                        "about",
                        "About us",
                        With.NOTHING.date(null).layout("page").at("/über.html"))
                .publishes("a", "A")
                .publishes(
                        "help", "Help", With.NOTHING.date(null).layout("page").at("/help/"));
        Snapshots.Following instance = Snapshots.following(render);
        follow(stories, instance);
        assertThat(instance.snapshot().site().menu())
                .containsExactly(
                        Menu.ALL_CATEGORIES,
                        new MenuItem("About us", "/%C3%BCber.html"),
                        new MenuItem("Help", "/help/"));
        assertThat(Snapshots.fresh(render).site().menu())
                .isEqualTo(instance.snapshot().site().menu());
        assertThat(instance.snapshot().listings().in(ListingKey.ALL).newest(9)).containsExactly(new ArticleId("a"));

        follow(
                stories.publishes(
                                "help",
                                "Help!",
                                With.NOTHING.date(null).layout("page").at("/help/"))
                        .withdraws("about"),
                instance);
        assertThat(instance.snapshot().site().menu())
                .containsExactly(Menu.ALL_CATEGORIES, new MenuItem("Help!", "/help/"));
        follow(stories.changesSite(SiteSettings.builder().menu(List.of()).build()), instance);
        assertThat(instance.snapshot().site().menu()).isEmpty();
        follow(
                stories.publishes("help", "Help", With.NOTHING.at("/help/")).changesSite(SiteSettings.DEFAULT),
                instance);
        assertThat(instance.snapshot().site().menu()).as("an article it is now").containsExactly(Menu.ALL_CATEGORIES);

        follow(
                stories.changesSite(SiteSettings.builder()
                        .categories(Map.of("news", new Term(null, null, "news-views")))
                        .build()),
                instance);
        assertThat(instance.snapshot().site().menu())
                .as("it names none that it has")
                .containsExactly(Menu.ALL_CATEGORIES);
    }

    @Test
    void mergedTermsAreListedTogetherFromTheMomentOnThatTheSettingsAreInForce() {
        Stories stories = new Stories()
                .publishes("a", "A", With.NOTHING.categories("old"))
                .publishes("b", "B", With.NOTHING.categories("new"));
        Snapshots.Following instance = Snapshots.following(render);
        follow(stories, instance);
        SiteSnapshot before = instance.snapshot();
        follow(
                stories.changesSite(Stories.merging("old", "new")).publishes("c", "C", With.NOTHING.categories("Old")),
                instance);
        assertThat(instance.snapshot()
                        .listings()
                        .in(new ListingKey(ListingKey.Kind.CATEGORY, "new"))
                        .size())
                .isEqualTo(3);
        assertThat(before.site().resolvedSlug(org.dibao.contract.site.Term.Kind.CATEGORY, "old"))
                .isEqualTo("old");
        assertThat(before.listings()
                        .in(new ListingKey(ListingKey.Kind.CATEGORY, "new"))
                        .size())
                .as("for whoever still holds the previous snapshot")
                .isEqualTo(1);
    }

    private void follow(Stories stories, Snapshots.Following instance) {
        render.topics.logEnd = stories.records().size() - 1;
        new LogFeeder(stories.records(), () -> 250).run(render.projector(250));
        instance.catchUp();
    }

    private SiteSnapshot snapshot() {
        return ((SnapshotState.Serving) updater.state()).snapshot();
    }

    private void publish(int events) {
        render.topics.logEnd = LOG.size() - 1;
        new LogFeeder(LOG.subList(0, events), () -> 250).run(render.projector(250));
    }

    private SnapshotUpdater updater() {
        PublicationSource feed = new PublicationSource() {
            @Override
            public Position end() {
                if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    throw new Unavailable("the broker is away", null);
                }
                return render.last();
            }

            @Override
            public Following follow(Position after, Consumer<List<Publication>> reader) {
                return new Following() {
                    @Override
                    public boolean isHealthy() {
                        return true;
                    }

                    @Override
                    public Duration behind() {
                        return behind;
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
        return new SnapshotUpdater(
                render.views(), render.checkpoints(), feed, Duration.ofSeconds(1), Duration.ofSeconds(5));
    }
}
