package org.dibao.store.folding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.Received;
import org.dibao.eventlog.stream.LogHandler;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.FakeStore;
import org.dibao.store.history.Ports;
import org.dibao.store.history.Progress.Mark;
import org.junit.jupiter.api.Test;

class FoldingLoopTest {
    private final FakeStore store = new FakeStore();
    private final List<Decision> told = new ArrayList<>();
    private List<Received> log = List.of();

    @Test
    void aBatchIsDecidedAnnouncedAndLeftBehind() {
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").publishes("a", "Two").publishes("b", "Three"));

        assertThat(loop.on(log)).isEqualTo(new Position(3));

        assertThat(store.events)
                .extracting(ArticleEvent::position)
                .containsExactly(new Position(0), new Position(1), new Position(2));
        assertThat(store.progress.mark).isEqualTo(new Mark("log-1", new Position(2), "here"));
        assertThat(told).hasSize(3);
    }

    @Test
    void whatIsBehindProgressIsLeftAlone() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("b", "Two"));
        loop.on(log.subList(0, 1));

        assertThat(loop.on(log)).isEqualTo(new Position(2));
        assertThat(loop.on(log)).isEqualTo(new Position(2));

        assertThat(store.events).hasSize(2);
    }

    @Test
    void aBatchThatBeginsTooLateIsAskedForFromTheRightPlace() {
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));

        assertThat(loop.on(log.subList(1, 3))).isEqualTo(new Position(0));
        assertThat(store.events).isEmpty();
        assertThat(loop.on(log)).isEqualTo(new Position(3));
    }

    @Test
    void aGapInTheLogIsWaitedForAndNeverSkipped() {
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));
        List<Received> holed = List.of(log.get(0), log.get(2));

        assertThat(loop.on(holed)).isEqualTo(new Position(1));
        assertThatThrownBy(() -> loop.on(holed.subList(1, 2)))
                .isInstanceOf(LogDefect.class)
                .hasMessageContaining("position 1");
        assertThat(store.events).hasSize(1);
        assertThat(loop.on(log.subList(1, 3))).isEqualTo(new Position(3));
    }

    @Test
    void anUnreadableRecordGetsItsOutcomeAndTheLogGoesOn() {
        FoldingLoop loop = on(
                new Stories().publishes("a", "One").somebodyWritesNonsense("{").publishes("b", "Two"));

        loop.on(log);

        assertThat(store.events.get(1).outcome()).isInstanceOf(Outcome.Unreadable.class);
        assertThat(store.events.get(2).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(store.dead).extracting(letter -> letter.position().value()).containsExactly(1L);
    }

    @Test
    void aRecordOfANewerReleaseIsWaitedForAndWhatIsBeforeItIsDone() {
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").aNewerReleaseWrites().publishes("b", "Two"));

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> loop.on(log))
                    .isInstanceOf(NewerVersion.class)
                    .hasMessageContaining("upgrade");
        }

        assertThat(store.events).hasSize(1);
        assertThat(store.progress.mark).isEqualTo(new Mark("log-1", new Position(0), "here"));
        assertThat(store.dead).isEmpty();
    }

    @Test
    void anotherLogIsRefused() {
        store.progress.mark = new Mark("another log", new Position(1), "elsewhere");
        FoldingLoop loop = on(new Stories().publishes("a", "One"));

        assertThatThrownBy(loop::resume).isInstanceOf(Refusal.class).hasMessageContaining("`dibao rebuild`");
        assertThatThrownBy(() -> loop.on(log)).isInstanceOf(Refusal.class);
        assertThat(store.events).isEmpty();
    }

    @Test
    void aLogThatHasLostItsEndIsRefused() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("b", "Two"));
        loop.on(log);
        store.logEnd = 0;

        assertThatThrownBy(loop::resume)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("`dibao rebuild`")
                .hasMessageContaining("position 1");
    }

    @Test
    void eventsOfAnotherLogAreRefused() {
        FoldingLoop loop = on(new Stories().publishes("a", "One"));
        store.events.add(new ArticleEvent(new Position(17), Instant.EPOCH, new Outcome.Unreadable("")));

        assertThatThrownBy(loop::resume)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("`dibao rebuild`")
                .hasMessageContaining("17");
    }

    @Test
    void eventsThatTheBrokerLostAreAnnouncedAgainFromTheDecisions() {
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));
        loop.on(log);
        List<ArticleEvent> before = List.copyOf(store.events);
        store.events.subList(1, 3).clear();

        assertThat(loop.resume()).isEqualTo(new Position(1));
        loop.on(log.subList(1, 3));

        assertThat(store.events).isEqualTo(before);
        assertThat(store.progress.mark).isEqualTo(new Mark("log-1", new Position(2), "here"));
    }

    @Test
    void foundAheadItStops() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("b", "Two"));
        loop.on(log.subList(0, 1));
        store.progress.mark = new Mark("log-1", new Position(5), "elsewhere");

        assertThatThrownBy(() -> loop.on(log.subList(1, 2)))
                .isInstanceOf(LogHandler.Stop.class)
                .hasMessageContaining("Another instance")
                .hasMessageContaining("5");
        assertThat(store.events).hasSize(1);
        assertThat(store.decisions.rows).hasSize(1);
    }

    @Test
    void foundAheadAtTheLastStepItStops() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("b", "Two"), other -> {
            store.progress.mark = new Mark("log-1", new Position(7), "elsewhere");
            return other;
        });

        assertThatThrownBy(() -> loop.on(log)).isInstanceOf(LogHandler.Stop.class);
    }

    @Test
    void anOwnWriteThatCameLateIsKnownAgain() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("b", "Two"));
        loop.on(log.subList(0, 1));
        store.progress.mark = new Mark("log-1", new Position(1), "here");
        store.events.add(new ArticleEvent(new Position(1), Instant.EPOCH, new Outcome.Unreadable("")));

        assertThat(loop.on(log.subList(1, 2))).isEqualTo(new Position(2));
    }

    @Test
    void aDatabaseThatWasDroppedMeanwhileIsMadeAnewBeforeAnythingElseIsDecided() {
        FoldingLoop loop = on(new Stories().publishes("a", "One").publishes("a", "Two"));
        loop.on(log.subList(0, 1));
        store.decisions.rows.clear();
        store.heads.rows.clear();
        store.paths.rows.clear();
        store.revisions.rows.clear();
        store.progress.mark = null;

        assertThat(loop.on(log.subList(1, 2))).isEqualTo(new Position(0));
        assertThat(loop.on(log)).isEqualTo(new Position(2));

        assertThat(store.events).hasSize(2);
        assertThat(store.events.get(1).outcome()).isInstanceOf(Outcome.Moved.class);
        assertThat(store.revisions.rows).hasSize(2);
    }

    @Test
    void whatAnotherInstanceDecidedMeanwhileIsAdopted() {
        Decision theirs = Decision.unreadable(new Position(1), Instant.EPOCH, "decided elsewhere");
        FoldingLoop loop =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"), decisions -> {
                    store.decisions.rows.putIfAbsent(theirs.position(), Json.text(theirs));
                    return decisions;
                });

        loop.on(log);

        assertThat(store.events).hasSize(3);
        assertThat(store.events.get(1)).isEqualTo(theirs.event());
        assertThat(store.events.get(2).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(store.heads.rows).hasSize(2);
        assertThat(store.dead).hasSize(1);
    }

    @Test
    void aReleaseThatWouldDecideOtherwiseAnnouncesWhatWasDecided() {
        on(new Stories().publishes("a", "One").publishes("b", "Two")).on(log);
        Map<Position, String> decided = Map.copyOf(store.decisions.rows);
        store.events.clear();
        store.progress.mark = new Mark("log-1", Position.NONE, "elsewhere");

        on(new Stories().publishes("a", "Eins").publishes("b", "Zwei")).on(log);

        assertThat(store.decisions.rows).isEqualTo(decided);
        store.events.forEach(event -> assertThat(Json.text(event))
                .isEqualTo(Json.text(
                        Json.read(decided.get(event.position()), Decision.class).event())));
        assertThat(store.heads.rows.values())
                .allSatisfy(head -> assertThat(Json.read(decided.get(head.position()), Decision.class)
                                .head())
                        .isEqualTo(head.value()));
    }

    private FoldingLoop on(Stories stories) {
        return on(stories, decisions -> decisions);
    }

    private FoldingLoop on(Stories stories, java.util.function.UnaryOperator<List<Decision>> beforeInsert) {
        log = stories.records();
        store.logEnd = log.size() - 1;
        Ports real = store.ports();
        Decisions decisions = new Decisions() {
            @Override
            public CompletableFuture<Map<Position, Decision>> find(java.util.Collection<Position> positions) {
                return store.decisions.find(positions);
            }

            @Override
            public CompletableFuture<Map<Position, Summary>> summaries(java.util.Collection<Position> positions) {
                return store.decisions.summaries(positions);
            }

            @Override
            public CompletableFuture<Integer> insert(List<Decision> all) {
                return store.decisions.insert(beforeInsert.apply(all));
            }
        };
        Ports ports = new Ports(
                real.log(), decisions, real.projections(), real.progress(), real.announcements(), real.deadLetters());
        return new FoldingLoop(ports, "here", 250, Duration.ofSeconds(1), told::addAll);
    }
}
