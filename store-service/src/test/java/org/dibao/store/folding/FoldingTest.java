package org.dibao.store.folding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.DeadLetters.DeadLetter;
import org.dibao.projector.Gap;
import org.dibao.projector.Mismatch;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.RecordFailure;
import org.dibao.projector.testkit.Faults;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.DecisionBuilder;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.Head;
import org.dibao.store.history.Tables.RevisionOf;
import org.junit.jupiter.api.Test;

class FoldingTest {
    private final FakeStore store = new FakeStore();
    private final List<Decision> told = new ArrayList<>();
    private List<ReceivedRecord> log = List.of();

    @Test
    void aBatchIsDecidedPublishedAndDone() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("a", "Two").publishes("b", "Three"));

        assertThat(projector.on(log)).isEqualTo(new Position(3));

        assertThat(store.events())
                .extracting(ArticleEvent::position)
                .containsExactly(new Position(0), new Position(1), new Position(2));
        assertThat(store.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(2), "here"));
        assertThat(told).hasSize(3);
    }

    @Test
    void anUnchangedArticleThatGetsAFileKeepsItsRevisionsPosition() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishesFrom("_posts/a.md", "a", "One"));

        projector.on(log);

        RevisionOf first = new RevisionOf(new ArticleId("a"), Revision.FIRST);
        assertThat(store.revisions.find(List.of(first)).join()).containsEntry(first, new Position(0));
        assertThat(store.heads.find(List.of(first.article())).join().get(first.article()))
                .satisfies(head -> assertThat(head.file()).isEqualTo(new ArticleFile("_posts/a.md")))
                .satisfies(head -> assertThat(head.position()).isEqualTo(new Position(0)));
    }

    @Test
    void whatTheCheckpointCoversIsLeftAlone() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two"));
        projector.on(log.subList(0, 1));

        assertThat(projector.on(log)).isEqualTo(new Position(2));
        assertThat(projector.on(log)).isEqualTo(new Position(2));

        assertThat(store.events()).hasSize(2);
    }

    @Test
    void aBatchThatBeginsTooLateIsAskedForFromTheRightPlace() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));

        assertThat(projector.on(log.subList(1, 3))).isEqualTo(new Position(0));
        assertThat(store.events()).isEmpty();
        assertThat(projector.on(log)).isEqualTo(new Position(3));
    }

    @Test
    void aGapInTheLogIsWaitedForAndNeverSkipped() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));
        List<ReceivedRecord> holed = List.of(log.get(0), log.get(2));

        assertThat(projector.on(holed)).isEqualTo(new Position(1));
        assertThatThrownBy(() -> projector.on(holed.subList(1, 2)))
                .isInstanceOf(Gap.class)
                .hasMessageContaining("position 1");
        assertThat(store.events()).hasSize(1);
        assertThat(projector.on(log.subList(1, 3))).isEqualTo(new Position(3));
    }

    @Test
    void anUnreadableRecordGetsItsOutcomeAndTheLogGoesOn() {
        Projector<LogRecord, Decision> projector = on(
                new Stories().publishes("a", "One").somebodyWritesNonsense("{").publishes("b", "Two"));

        projector.on(log);

        assertThat(store.events().get(1).outcome()).isInstanceOf(Outcome.Unreadable.class);
        assertThat(store.events().get(2).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(store.topics.dead)
                .extracting(letter -> letter.offset().value())
                .containsExactly(1L);
    }

    @Test
    void aRecordOfANewerReleaseGetsItsOutcomeAndTheLogGoesOn() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").aNewerReleaseWrites().publishes("b", "Two"));

        assertThat(projector.on(log)).isEqualTo(new Position(3));

        String why = "this release does not know version 9 of org.dibao.submission.submit;"
                + " upgrade, then `dibao dead-letters retry 1`";
        assertThat(store.events().get(1).outcome()).isEqualTo(new Outcome.Unreadable(why));
        assertThat(store.events().get(2).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(store.topics.dead).containsExactly(new DeadLetter(new Position(1), why));
    }

    /** The database was dropped, or restored from a backup, and an older release reads the log again. */
    @Test
    void whatANewerReleaseHasAnnouncedIsWaitedFor() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").aNewerReleaseWrites().publishes("b", "Two"));
        for (int position = 0; position < 2; position++) {
            store.topics.events.add(Codec.write(
                    new ArticleEvent(new Position(position), Instant.EPOCH, new Outcome.Unchanged(null, null, null))));
        }

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> projector.on(log))
                    .isInstanceOf(RecordFailure.class)
                    .hasCauseInstanceOf(NewerVersion.class)
                    .hasMessageContaining("position 1")
                    .hasMessageContaining("upgrade");
        }

        assertThat(store.events()).hasSize(2);
        assertThat(store.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(0), "here"));
        assertThat(store.topics.dead).isEmpty();
    }

    /** Both are active for a moment, and this one has resumed before there was a dead letter. */
    @Test
    void whatAnotherInstanceHasMadeADeadLetterMeanwhileIsOne() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").aNewerReleaseWrites().publishes("b", "Two"));
        projector.on(log.subList(0, 1));
        Decision theirs = Decision.unreadable(new Position(1), Instant.EPOCH, "they cannot read it either");
        store.decisions.rows.put(theirs.position(), Json.text(theirs));
        store.topics.dead.add(new DeadLetter(theirs.position(), "they cannot read it either"));
        store.topics.deadValues.put(theirs.position(), requireNonNull(log.get(1).value()));
        store.topics.events.add(Codec.write(theirs.event()));

        assertThat(projector.on(log.subList(1, 3))).isEqualTo(new Position(3));

        assertThat(store.topics.dead).hasSize(1);
        assertThat(store.events().get(1)).isEqualTo(theirs.event());
        assertThat(store.events().getLast().outcome()).isInstanceOf(Outcome.Published.class);
    }

    /** Both are active for a moment: the decision that was there first counts, and the older one announces it as it is. */
    @Test
    void whatANewerReleaseHasDecidedMeanwhileIsAdopted() {
        Decision theirs = DecisionBuilder.builder()
                .position(new Position(1))
                .at(Instant.EPOCH)
                .by("desk")
                .outcome(new Outcome.Unchanged(null, null, null))
                .build();
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").aNewerReleaseWrites().publishes("b", "Two"), () -> {
                    store.decisions.rows.putIfAbsent(theirs.position(), Json.text(theirs));
                });

        projector.on(log);

        assertThat(store.events().get(1)).isEqualTo(theirs.event());
        assertThat(store.events()).hasSize(3);
        assertThat(store.topics.dead).isEmpty();
    }

    /** It is not the record that is at fault: the article is accepted, and must not be lost. */
    @Test
    void aBugInDecidingStopsInFrontOfThePositionAndItGoesOnOnceTheBugIsFixed() {
        AtomicBoolean buggy = new AtomicBoolean(true);
        Projector<LogRecord, Decision> projector = on(
                new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"),
                (history, position, submission) -> {
                    if (buggy.get() && position.value() == 1) {
                        throw new IllegalStateException("a bug in the fold");
                    }
                    return Fold.decide(history, position, submission);
                });

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> projector.on(log))
                    .hasMessageContaining("position 1")
                    .hasMessageContaining("a bug in the fold");
            assertThat(store.events()).extracting(ArticleEvent::position).containsExactly(new Position(0));
            assertThat(store.decisions.rows).hasSize(1);
        }
        assertThat(store.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(0), "here"));

        buggy.set(false);
        assertThat(projector.on(log)).isEqualTo(new Position(3));
        assertThat(store.events()).hasSize(3).allMatch(event -> event.outcome() instanceof Outcome.Published);
        assertThat(store.topics.dead).isEmpty();
    }

    @Test
    void aBugInReadingARecordStopsInFrontOfItsPosition() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));
        ReceivedRecord second = log.get(1);
        Map<String, String> buggy = new java.util.AbstractMap<>() {
            @Override
            public java.util.Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("a bug in the codec");
            }
        };
        List<ReceivedRecord> withABug = List.of(
                log.get(0),
                new ReceivedRecord(second.offset(), second.timestamp(), second.key(), buggy, second.value()),
                log.get(2));

        assertThatThrownBy(() -> projector.on(withABug))
                .hasMessageContaining("position 1")
                .hasMessageContaining("a bug in the codec");
        assertThat(store.events()).extracting(ArticleEvent::position).containsExactly(new Position(0));

        assertThat(projector.on(log)).isEqualTo(new Position(3));
        assertThat(store.events()).hasSize(3).allMatch(event -> event.outcome() instanceof Outcome.Published);
    }

    @Test
    void anotherLogIsRefused() {
        store.topics.checkpoint = new Checkpoint("another log", new Position(1), "elsewhere");
        Projector<LogRecord, Decision> projector = on(new Stories().publishes("a", "One"));

        assertThatThrownBy(projector::resume).isInstanceOf(Mismatch.class).hasMessageContaining("`dibao rebuild`");
        assertThatThrownBy(() -> projector.on(log)).isInstanceOf(Mismatch.class);
        assertThat(store.events()).isEmpty();
    }

    @Test
    void aLogThatHasLostItsEndIsRefused() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two"));
        projector.on(log);
        store.topics.logEnd = 0;

        assertThatThrownBy(projector::resume)
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("`dibao rebuild`")
                .hasMessageContaining("position 1");
    }

    @Test
    void eventsOfAnotherLogAreRefused() {
        Projector<LogRecord, Decision> projector = on(new Stories().publishes("a", "One"));
        store.topics.events.add(
                Codec.write(new ArticleEvent(new Position(17), Instant.EPOCH, new Outcome.Unreadable(""))));

        assertThatThrownBy(projector::resume)
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("`dibao rebuild`")
                .hasMessageContaining("17");
    }

    @Test
    void eventsThatTheBrokerLostArePublishedAgainFromTheDecisions() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"));
        projector.on(log);
        List<ArticleEvent> before = List.copyOf(store.events());
        store.topics.events.subList(1, 3).clear();

        assertThat(projector.resume()).isEqualTo(new Position(1));
        projector.on(log.subList(1, 3));

        assertThat(store.events()).isEqualTo(before);
        assertThat(store.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(2), "here"));
    }

    @Test
    void foundAheadItHasWrittenNothing() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two"));
        projector.on(log.subList(0, 1));
        store.topics.checkpoint = new Checkpoint("log-1", new Position(1), "elsewhere");

        projector.on(log.subList(1, 2));

        assertThat(store.events()).hasSize(1);
        assertThat(store.decisions.rows).hasSize(1);
    }

    @Test
    void foundAheadAtTheLastStepItGoesOnFromThere() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two"), () -> {
                    store.topics.checkpoint = new Checkpoint("log-1", new Position(1), "elsewhere");
                });

        assertThat(projector.on(log)).isEqualTo(new Position(2));
        assertThat(store.topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(1), "elsewhere"));
        assertThat(store.events()).hasSize(2);
    }

    @Test
    void anOwnWriteThatCameLateIsKnownAgain() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two"));
        projector.on(log.subList(0, 1));
        store.topics.checkpoint = new Checkpoint("log-1", new Position(1), "here");
        store.topics.events.add(
                Codec.write(new ArticleEvent(new Position(1), Instant.EPOCH, new Outcome.Unreadable(""))));

        assertThat(projector.on(log.subList(1, 2))).isEqualTo(new Position(2));
    }

    @Test
    void aDatabaseThatWasDroppedMeanwhileIsRebuiltBeforeAnythingElseIsDecided() {
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("a", "Two"));
        projector.on(log.subList(0, 1));
        store.decisions.rows.clear();
        store.heads.rows.clear();
        store.paths.rows.clear();
        store.revisions.rows.clear();
        store.topics.checkpoint = null;

        assertThat(projector.on(log.subList(1, 2))).isEqualTo(new Position(0));
        assertThat(projector.on(log)).isEqualTo(new Position(2));

        assertThat(store.events()).hasSize(2);
        assertThat(store.events().get(1).outcome()).isInstanceOf(Outcome.Moved.class);
        assertThat(store.revisions.rows).hasSize(2);
    }

    @Test
    void whatAnotherInstanceDecidedMeanwhileIsAdopted() {
        Decision theirs = Decision.unreadable(new Position(1), Instant.EPOCH, "decided elsewhere");
        Projector<LogRecord, Decision> projector =
                on(new Stories().publishes("a", "One").publishes("b", "Two").publishes("c", "Three"), () -> {
                    store.decisions.rows.putIfAbsent(theirs.position(), Json.text(theirs));
                });

        projector.on(log);

        assertThat(store.events()).hasSize(3);
        assertThat(store.events().get(1)).isEqualTo(theirs.event());
        assertThat(store.events().get(2).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(store.heads.rows).hasSize(2);
        assertThat(store.topics.dead).hasSize(1);
    }

    /** Also when events are published again after a crash, and the settings in the database are those of a later position. */
    @Test
    void anEventNamesTheSiteAsItWasBeforeIt() {
        Stories stories = new Stories()
                .publishes("a", "One")
                .movesSiteTo("https://news.example")
                .somebodyWritesNonsense("{")
                .publishes("b", "Two");
        for (int run = 0; run < 2; run++) {
            on(stories).on(log);
            assertThat(store.topics.events)
                    .extracting(event -> event.headers().get("ce_source"))
                    .containsExactly(
                            "http://localhost:8080/store",
                            "http://localhost:8080/store",
                            "https://news.example/store",
                            "https://news.example/store");
            store.topics.events.clear();
            store.topics.checkpoint = new Checkpoint("log-1", Position.NONE, "elsewhere");
        }
    }

    @Test
    void aReleaseThatWouldDecideOtherwisePublishesWhatWasDecided() {
        on(new Stories().publishes("a", "One").publishes("b", "Two")).on(log);
        Map<Position, String> decided = Map.copyOf(store.decisions.rows);
        store.topics.events.clear();
        store.topics.checkpoint = new Checkpoint("log-1", Position.NONE, "elsewhere");

        on(new Stories().publishes("a", "Eins").publishes("b", "Zwei")).on(log);

        assertThat(store.decisions.rows).isEqualTo(decided);
        store.events()
                .forEach(event -> assertThat(Json.text(event))
                        .isEqualTo(Json.text(Json.read(decided.get(event.position()), Decision.class)
                                .event())));
        assertThat(store.heads.rows.values())
                .allSatisfy(head -> assertThat(Json.read(decided.get(new Position(head.position())), Decision.class)
                                .head())
                        .isEqualTo(Json.read(head.json(), Head.class)));
    }

    private Projector<LogRecord, Decision> on(Stories stories) {
        log = stories.records();
        store.topics.logEnd = log.size() - 1;
        return store.projector(Faults.none(), 250, new ProjectorListener<>() {
            @Override
            public void advanced(List<Decision> results, Position to) {
                told.addAll(results);
            }
        });
    }

    private Projector<LogRecord, Decision> on(Stories stories, Decider.Rule rule) {
        store.rule = rule;
        return on(stories);
    }

    private Projector<LogRecord, Decision> on(Stories stories, Runnable beforeInsert) {
        store.decisions = new FakeStore.FakeDecisions() {
            @Override
            public CompletableFuture<Integer> insert(List<Decision> all) {
                beforeInsert.run();
                return super.insert(all);
            }
        };
        return on(stories);
    }
}
