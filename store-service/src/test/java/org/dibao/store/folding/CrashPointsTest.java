package org.dibao.store.folding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.fold.Fold;
import org.dibao.contract.fold.History;
import org.dibao.contract.json.Json;
import org.dibao.eventlog.Received;
import org.dibao.store.history.FailingPorts;
import org.dibao.store.history.FailingPorts.When;
import org.dibao.store.history.FakeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of every port fails once: before it, half-way and after it took effect. What is durable in the end is the same. */
class CrashPointsTest {
    private static final List<Received> LOG = Stories.aDayInTheNewsroom();

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverTheProcessDiesEverythingIsAsWithoutAFault(int batchSize) {
        everyPoint(batchSize, true);
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverACallFailsTheSameProcessGoesOnToTheSameEnd(int batchSize) {
        everyPoint(batchSize, false);
    }

    /** For every call n, every way to fail, polls that are cut at will and one that is not. */
    private static void everyPoint(int batchSize, boolean dies) {
        int points = 0;
        for (int cut = 0; cut < 2; cut++) {
            FakeStore faultless = store();
            new Consumer(LOG, polls(cut)).run(Consumer.loop(faultless.ports(), batchSize), () -> {
                throw new AssertionError("nothing fails here");
            });
            Map<String, Object> expected = faultless.content();
            int calls = calls(batchSize, cut, dies);
            for (When when : When.values()) {
                for (int failing = 1; failing <= calls; failing++) {
                    FakeStore store = store();
                    FailingPorts ports = new FailingPorts(store.ports(), failing, when, dies);
                    Consumer consumer = new Consumer(LOG, polls(cut));
                    FoldingLoop loop = Consumer.loop(ports.ports(), batchSize);
                    if (dies) {
                        consumer.run(loop, () -> Consumer.loop(store.ports(), batchSize));
                    } else {
                        consumer.runInOneProcess(loop);
                    }
                    assertThat(ports.hasFailed())
                            .as("call %s was made", failing)
                            .isTrue();
                    assertThat(store.content())
                            .as("call %s of %s fails %s, polls cut %s", failing, calls, when, cut)
                            .isEqualTo(expected);
                    points++;
                }
            }
        }
        System.out.println(
                points + " crash points, batches of " + batchSize + (dies ? ", process dies" : ", same process"));
    }

    /** After the crash another release runs, which would make other HTML: it must tell what is in the database, not what it thinks. */
    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 5})
    void whatIsAnnouncedIsWhatWasDecidedEvenIfANewReleaseWouldDecideOtherwise(int batchSize) {
        List<Received> asNewReleaseSeesIt = LOG.stream()
                .map(r -> new Received(
                        r.offset(),
                        r.timestamp(),
                        r.key(),
                        r.headers(),
                        new String(r.value(), UTF_8)
                                .replace("<p>", "<p>so we see it now: ")
                                .getBytes(UTF_8)))
                .toList();
        int calls = calls(batchSize, 1, true);
        for (When when : When.values()) {
            for (int failing = 1; failing <= calls; failing++) {
                FakeStore store = store();
                FailingPorts ports = new FailingPorts(store.ports(), failing, when, true);
                try {
                    new Consumer(LOG, polls(1)).run(Consumer.loop(ports.ports(), batchSize), () -> {
                        throw new Crashed();
                    });
                } catch (Crashed e) {
                    new Consumer(asNewReleaseSeesIt, polls(1)).run(Consumer.loop(store.ports(), batchSize), () -> {
                        throw new AssertionError("nothing fails here");
                    });
                }
                FakeStore replayed = new FakeStore();
                List<Decision> decided = store.decisions.rows.values().stream()
                        .map(row -> Json.read(row, Decision.class))
                        .toList();
                new Projector(replayed.ports().projections(), new Await(Duration.ofSeconds(1))).apply(decided);
                assertThat(store.events)
                        .isEqualTo(decided.stream().map(Decision::event).toList())
                        .hasSameSizeAs(LOG);
                assertThat(store.heads.rows).isEqualTo(replayed.heads.rows);
                assertThat(store.paths.rows).isEqualTo(replayed.paths.rows);
                assertThat(store.keys.rows).isEqualTo(replayed.keys.rows);
                assertThat(store.site.rows).isEqualTo(replayed.site.rows);
            }
        }
    }

    private static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static int calls(int batchSize, int cut, boolean dies) {
        FailingPorts counting = new FailingPorts(store().ports(), 0, When.BEFORE, dies);
        new Consumer(LOG, polls(cut)).run(Consumer.loop(counting.ports(), batchSize), () -> {
            throw new AssertionError("nothing fails here");
        });
        return counting.calls();
    }

    @Test
    void withoutAFaultItIsWhatTheFoldAloneSays() {
        FakeStore store = store();
        new Consumer(LOG, polls(1)).run(Consumer.loop(store.ports(), 7), () -> {
            throw new AssertionError("nothing fails here");
        });

        History history = new History();
        for (Received record : LOG) {
            Position position = new Position(record.offset());
            Decision expected = switch (Inbox.of(List.of(record)).items().getFirst()) {
                case Inbox.Readable it -> Fold.decide(history, position, it.submission());
                case Inbox.Poison it -> Decision.unreadable(position, record.timestamp(), it.reason());
            };
            history.apply(expected);
            assertThat(store.decisions.rows.get(position)).isEqualTo(Json.text(expected));
            assertThat(store.events.get((int) record.offset())).isEqualTo(expected.event());
        }
        assertThat(store.events).hasSameSizeAs(LOG);
        assertThat(store.dead).extracting(letter -> letter.position().value()).containsExactly(9L, 23L);
    }

    @Test
    void aDroppedDatabaseComesBackTheSameAndNothingIsAnnouncedTwice() {
        FakeStore store = store();
        new Consumer(LOG, polls(1)).run(Consumer.loop(store.ports(), 7), () -> {
            throw new AssertionError("nothing fails here");
        });
        Map<String, Object> before = copy(store);

        store.dropDatabase();
        new Consumer(LOG, polls(2)).run(Consumer.loop(store.ports(), 250), () -> {
            throw new AssertionError("nothing fails here");
        });

        assertThat(copy(store)).isEqualTo(before);
    }

    private static Map<String, Object> copy(FakeStore store) {
        Map<String, Object> copy = new TreeMap<>(store.content());
        copy.replaceAll((_, value) -> value.toString());
        return copy;
    }

    private static FakeStore store() {
        FakeStore store = new FakeStore();
        store.logEnd = LOG.size() - 1;
        return store;
    }

    private static IntSupplier polls(int cut) {
        Random random = new Random(cut);
        return cut == 0 ? () -> 250 : () -> 1 + random.nextInt(9);
    }
}
