package org.dibao.render.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.Received;
import org.dibao.eventlog.stream.LogHandler;
import org.dibao.render.view.Entry;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Page;
import org.dibao.render.view.Progress.Mark;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;

class PublishingLoopTest {
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
                .extracting(Entry::path)
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
        assertThat(render.publications).hasSize(2);
    }

    @Test
    void aRecordThatIsNoEventIsBuriedAndHasNoPosition() {
        run(new Stories().somebodyWritesNonsense().publishes("a", "A").somebodyWritesNonsense(), 1);
        assertThat(render.publications).extracting(p -> p.position().value()).containsExactly(0L);
        assertThat(render.dead).extracting(letter -> letter.offset().value()).containsExactly(0L, 2L);
    }

    @Test
    void aDamagedEventGetsTheOutcomeUnreadable() {
        run(new Stories().anEventIsDamaged().publishes("a", "A"), 250);
        assertThat(render.publications)
                .extracting(p -> p.result().outcome())
                .containsExactly(Result.Kind.UNREADABLE, Result.Kind.PUBLISHED);
        assertThat(render.dead.getFirst().reason()).contains("ArticleEvent");
    }

    @Test
    void whatANewerReleaseWroteIsWaitedForAndWhatCameBeforeIsPublished() {
        List<Received> log = new Stories()
                .publishes("a", "A")
                .aNewerReleaseWrites()
                .publishes("b", "B")
                .records();
        render.logEnd = 2;
        PublishingLoop loop = Consumer.loop(render.ports(), 250);
        loop.resume();
        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> loop.on(log)).isInstanceOf(NewerVersion.class);
        }
        assertThat(render.publications).extracting(p -> p.position().value()).containsExactly(0L);
        assertThat(render.progress.mark).isEqualTo(new Mark("log-1", new Position(0)));
    }

    @Test
    void aGapIsSoughtOnceAndThenWaitedFor() {
        List<Received> log = new Stories()
                .publishes("a", "A")
                .onePositionIsMissing()
                .publishes("b", "B")
                .records();
        render.logEnd = 1;
        PublishingLoop loop = Consumer.loop(render.ports(), 250);
        loop.resume();
        assertThat(loop.on(log)).isEqualTo(new Position(1)); // is it there after all?
        assertThatThrownBy(() -> loop.on(log.subList(1, 2)))
                .isInstanceOf(LogDefect.class)
                .hasMessageContaining("position 1 is missing");
        assertThat(render.publications).hasSize(1);
    }

    @Test
    void whereTheDatabaseWasSetBackItReadsAgainFromThere() {
        List<Received> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.logEnd = 2;
        PublishingLoop loop = Consumer.loop(render.ports(), 1);
        loop.resume();
        loop.on(log.subList(0, 2));
        render.progress.mark = null;

        Position next = loop.on(log.subList(2, 3));

        assertThat(next).isEqualTo(new Position(0));
        loop.on(log);
        assertThat(render.entries.rows()).isEqualTo(3);
        assertThat(render.publications).hasSize(3);
    }

    @Test
    void whereAnotherInstanceIsActiveItStopsAndAnnouncesNothing() {
        List<Received> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.logEnd = 2;
        PublishingLoop loop = Consumer.loop(render.ports(), 1);
        loop.resume();
        loop.on(log.subList(0, 1));
        render.progress.mark = new Mark("log-1", new Position(1));
        assertThatThrownBy(() -> loop.on(log.subList(1, 2)))
                .isInstanceOf(LogHandler.Stop.class)
                .hasMessageContaining("Another instance");
        assertThat(render.publications).hasSize(1);
    }

    @Test
    void whatTheBrokerLostIsAnnouncedAgain() {
        List<Received> log = new Stories()
                .publishes("a", "A")
                .publishes("b", "B")
                .publishes("c", "C")
                .records();
        render.logEnd = 2;
        new Consumer(log, () -> 9).run(Consumer.loop(render.ports(), 9));
        List<?> before = List.copyOf(render.publications);
        render.publications.subList(1, 3).clear();
        new Consumer(log, () -> 1).run(Consumer.loop(render.ports(), 9));
        assertThat(render.publications).isEqualTo(before);
    }

    /** What settings were in force at a lost publication is told by the events alone. */
    @Test
    void whatTheBrokerLostIsAnnouncedAgainWithTheKeysOfItsTime() {
        List<Received> log = new Stories()
                .changesSite(Stories.merging("news", "first"))
                .publishes("a", "A")
                .changesSite(Stories.merging("news", "second"))
                .publishes("b", "B")
                .records();
        render.logEnd = 3;
        new Consumer(log, () -> 9).run(Consumer.loop(render.ports(), 9));
        List<?> before = List.copyOf(render.publications);
        assertThat(render.publications.get(1).purge())
                .contains(PurgeKey.category("first"))
                .doesNotContain(PurgeKey.category("second"));
        for (int left = 3; left >= 0; left--) {
            render.publications.subList(left, render.publications.size()).clear();
            new Consumer(log, () -> 1).run(Consumer.loop(render.ports(), 9));
            assertThat(render.publications).as("%s left", left).isEqualTo(before);
        }
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedWithTheWayOut() throws Exception {
        render.progress
                .advance(Optional.empty(), new Mark("log-0", new Position(4)))
                .get();
        render.logEnd = 9;
        assertThatThrownBy(() -> Consumer.loop(render.ports(), 9).resume())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("`dibao rebuild`");
        render.logId = "log-0";
        assertThat(Consumer.loop(render.ports(), 9).resume()).isEqualTo(new Position(0)); // nothing is announced yet
        render.logEnd = 3;
        assertThatThrownBy(() -> Consumer.loop(render.ports(), 9).resume())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ahead of the events")
                .hasMessageContaining("`dibao rebuild`");
    }

    private void run(Stories stories, int batchSize) {
        List<Received> log = stories.records();
        render.logEnd = log.size() - 1;
        new Consumer(log, () -> batchSize).run(Consumer.loop(render.ports(), batchSize));
    }

    private Page page(String path) throws Exception {
        Map<ArticlePath, Page> found =
                render.pages.find(List.of(new ArticlePath(path))).get();
        return found.get(new ArticlePath(path));
    }
}
