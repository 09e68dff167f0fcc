package org.dibao.render.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Gap;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Mismatch;
import org.dibao.projector.RecordFailure;
import org.dibao.projector.Versioned;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Page;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private final FakeRender render = new FakeRender();

    @Test
    void aMovedArticleLeavesARedirectThatNamesTheArticle() throws Exception {
        run(
                new Stories()
                        .publishes("a", "A", With.NOTHING.at("/1.html"))
                        .publishes("a", "A", With.NOTHING.at("/2.html"))
                        .publishes("a", "A", With.NOTHING.at("/3.html")),
                250);
        assertThat(page("/1.html")).isEqualTo(new Page.Redirect(new ArticleId("a")));
        assertThat(page("/2.html")).isEqualTo(new Page.Redirect(new ArticleId("a")));
        assertThat(page("/3.html")).isInstanceOf(Page.Live.class);
        assertThat(render.entries.find(List.of(new ArticleId("a"))).get().values())
                .extracting(ArticleSummary::path)
                .containsExactly(new ArticlePath("/3.html"));
    }

    @Test
    void inOneBatchTheLastWordIsTheLast() throws Exception {
        run(
                new Stories()
                        .publishes("a", "A", With.NOTHING.at("/1.html"))
                        .withdraws("a")
                        .publishes("a", "A", With.NOTHING.at("/2.html"))
                        .publishes("b", "B", With.NOTHING.at("/1.html"))
                        .publishes("a", "A2", With.NOTHING.at("/2.html")),
                250);
        assertThat(page("/1.html"))
                .isInstanceOfSatisfying(
                        Page.Live.class, live -> assertThat(live.article().id()).isEqualTo(new ArticleId("b")));
        assertThat(page("/2.html"))
                .isInstanceOfSatisfying(
                        Page.Live.class,
                        live -> assertThat(live.article().title()).isEqualTo("A2"));
    }

    @Test
    void aWithdrawnArticlesAddressLeadsToItsSuccessorUntilItComesBack() throws Exception {
        Stories stories = new Stories()
                .publishes("a", "A", With.NOTHING.at("/1.html"))
                .withdraws("a")
                .publishes("b", "B", With.NOTHING.at("/2.html", "/1.html"));
        run(stories, 1);
        assertThat(page("/1.html")).isEqualTo(new Page.Redirect(new ArticleId("b")));
        run(stories.publishes("a", "A", With.NOTHING.at("/1.html")), 250);
        assertThat(page("/1.html")).isInstanceOf(Page.Live.class);
    }

    @Test
    void whatStandsInTheLogTwiceIsPublishedOnce() {
        run(new Stories().publishes("a", "A").theLastOneStandsThereTwice().publishes("b", "B"), 1);
        assertThat(render.publications()).hasSize(2);
    }

    @Test
    void aRecordThatIsNoEventIsADeadLetterAndHasNoPosition() {
        run(new Stories().somebodyWritesNonsense().publishes("a", "A").somebodyWritesNonsense(), 1);
        assertThat(render.publications()).extracting(p -> p.position().value()).containsExactly(0L);
        assertThat(render.topics.dead)
                .extracting(letter -> letter.offset().value())
                .containsExactly(0L, 2L);
    }

    @Test
    void aRecordOfANewerVersionWithoutAPositionIsNoEventEither() {
        run(new Stories().somebodyClaimsANewerVersion().publishes("a", "A"), 1);
        assertThat(render.publications()).extracting(p -> p.position().value()).containsExactly(0L);
        assertThat(render.topics.dead)
                .extracting(letter -> letter.reason())
                .containsExactly("this release does not know version 9 of org.dibao.article.published");
    }

    @Test
    void aDamagedEventGetsTheOutcomeUnreadable() {
        run(new Stories().anEventIsDamaged().publishes("a", "A"), 250);
        assertThat(render.publications())
                .extracting(p -> p.result().outcome())
                .containsExactly(Result.Kind.UNREADABLE, Result.Kind.PUBLISHED);
        assertThat(render.topics.dead.getFirst().reason()).contains("ArticleEvent");
    }

    @Test
    void whatANewerReleaseWroteIsWaitedForAndWhatCameBeforeIsPublished() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .aNewerReleaseWrites()
                .publishes("b", "B")
                .records();
        render.topics.logEnd = 2;
        LogHandler projector = render.projector(250);
        projector.resume();
        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> projector.on(log))
                    .isInstanceOf(RecordFailure.class)
                    .hasCauseInstanceOf(NewerVersion.class)
                    .hasMessageContaining("position 1");
        }
        assertThat(render.publications()).extracting(p -> p.position().value()).containsExactly(0L);
        assertThat(render.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(0), "here"));
    }

    @Test
    void aBugInShowingAnArticleStopsInFrontOfItsPositionAndItGoesOnOnceTheBugIsFixed() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.topics.logEnd = 2;
        AtomicBoolean buggy = new AtomicBoolean(true);
        FakeTable<ArticleId, ArticleSummary> entries = render.entries;
        render.entries = new FakeRender.FakeEntries() {
            @Override
            public CompletableFuture<Void> put(Map<ArticleId, Versioned<ArticleSummary>> values) {
                if (buggy.get() && values.containsKey(new ArticleId("b"))) {
                    throw new IllegalStateException("a bug in the view");
                }
                return entries.put(values);
            }
        };
        LogHandler projector = render.projector(250);
        projector.resume();

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> projector.on(log))
                    .hasMessageContaining("position 1")
                    .hasMessageContaining("a bug in the view");
            assertThat(render.publications())
                    .extracting(p -> p.position().value())
                    .containsExactly(0L);
        }
        assertThat(render.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(0), "here"));

        buggy.set(false);
        assertThat(projector.on(log)).isEqualTo(new Position(3));
        assertThat(render.publications())
                .extracting(p -> p.result().outcome())
                .containsExactly(Result.Kind.PUBLISHED, Result.Kind.PUBLISHED, Result.Kind.PUBLISHED);
        assertThat(render.topics.dead).isEmpty();
    }

    @Test
    void aGapIsSoughtOnceAndThenWaitedFor() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .onePositionIsMissing()
                .publishes("b", "B")
                .records();
        render.topics.logEnd = 1;
        LogHandler projector = render.projector(250);
        projector.resume();
        assertThat(projector.on(log)).isEqualTo(new Position(1)); // is it there after all?
        assertThatThrownBy(() -> projector.on(log.subList(1, 2)))
                .isInstanceOf(Gap.class)
                .hasMessageContaining("position 1 is missing");
        assertThat(render.publications()).hasSize(1);
    }

    @Test
    void whereTheDatabaseWasSetBackItReadsAgainFromThere() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.topics.logEnd = 2;
        LogHandler projector = render.projector(1);
        projector.resume();
        projector.on(log.subList(0, 2));
        render.topics.checkpoint = null;

        Position next = projector.on(log.subList(2, 3));

        assertThat(next).isEqualTo(new Position(0));
        projector.on(log);
        assertThat(render.entries.rows).hasSize(3);
        assertThat(render.publications()).hasSize(3);
    }

    @Test
    void whereAnotherInstanceIsActiveItPublishesNothing() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.topics.logEnd = 2;
        LogHandler projector = render.projector(1);
        projector.resume();
        projector.on(log.subList(0, 1));
        render.topics.checkpoint = new Checkpoint("log-1", new Position(1), "elsewhere");
        projector.on(log.subList(1, 2));
        assertThat(render.publications()).hasSize(1);
    }

    @Test
    void whatTheBrokerLostIsPublishedAgain() {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.topics.logEnd = 2;
        new LogFeeder(log, () -> 9).run(render.projector(9));
        List<?> before = List.copyOf(render.publications());
        render.topics.events.subList(1, 3).clear();
        new LogFeeder(log, () -> 1).run(render.projector(9));
        assertThat(render.publications()).isEqualTo(before);
    }

    /** What settings were in force at a lost publication is told by the events alone. */
    @Test
    void whatTheBrokerLostIsPublishedAgainWithTheKeysOfItsTime() {
        List<ReceivedRecord> log = new Stories()
                .changesSite(Stories.merging("news", "first"))
                .publishes("a", "A")
                .changesSite(Stories.merging("news", "second"))
                .publishes("b", "B")
                .records();
        render.topics.logEnd = 3;
        new LogFeeder(log, () -> 9).run(render.projector(9));
        List<?> before = List.copyOf(render.publications());
        assertThat(render.publications().get(1).purge())
                .contains(PurgeKey.category("first"))
                .doesNotContain(PurgeKey.category("second"));
        for (int left = 3; left >= 0; left--) {
            render.topics.events.subList(left, render.publications().size()).clear();
            new LogFeeder(log, () -> 1).run(render.projector(9));
            assertThat(render.publications()).as("%s left", left).isEqualTo(before);
        }
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedWithTheWayOut() throws Exception {
        render.topics.checkpoint = new Checkpoint("log-0", new Position(4), null);
        render.topics.logEnd = 9;
        assertThatThrownBy(() -> render.projector(9).resume())
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("`dibao rebuild`");
        render.topics.logId = "log-0";
        assertThat(render.projector(9).resume()).isEqualTo(new Position(0)); // nothing is announced yet
        render.topics.logEnd = 3;
        assertThatThrownBy(() -> render.projector(9).resume())
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("ahead of article-events")
                .hasMessageContaining("`dibao rebuild`");
    }

    private void run(Stories stories, int batchSize) {
        List<ReceivedRecord> log = stories.records();
        render.topics.logEnd = log.size() - 1;
        new LogFeeder(log, () -> batchSize).run(render.projector(batchSize));
    }

    private Page page(String path) throws Exception {
        Map<ArticlePath, Page> found =
                render.pages.find(List.of(new ArticlePath(path))).get();
        return found.get(new ArticlePath(path));
    }

    /** So an address that it will have is looked up as any that nothing is known of: in the same time, too. */
    @Test
    void whatIsScheduledLeavesNothingToBeFound() {
        var known = new Outcome.Scheduled(new ArticleId("a"), Revision.FIRST, Instant.EPOCH);
        for (Outcome.Scheduled scheduled : List.of(Outcome.Scheduled.UNNAMED, known)) {
            var event = new ArticleEvent(new Position(1), Instant.EPOCH, scheduled);
            ViewChanges changes =
                    ViewChanges.of(List.of(event), SiteSettings.DEFAULT, OldQueryNames.NONE, FakeRender.BODIES);
            assertThat(changes.write(render.views())).isEmpty();
        }
    }
}
