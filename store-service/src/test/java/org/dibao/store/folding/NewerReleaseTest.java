package org.dibao.store.folding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Projector;
import org.dibao.projector.testkit.CrashPointsContract;
import org.dibao.projector.testkit.Faults;
import org.dibao.projector.testkit.LogFeeder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Records of a newer release in the log, wherever this release dies, and whichever goes on. */
class NewerReleaseTest extends CrashPointsContract {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Projector.class);
    private static final List<Integer> NEWER = List.of(1, 2, 5);

    /** As the newer release reads it. */
    private static final List<ReceivedRecord> READABLE = new Stories()
            .publishes("a", "One")
            .publishes("a", "Two")
            .publishes("b", "Three")
            .somebodyWritesNonsense("{")
            .publishes("a", "Four")
            .withdraws("b")
            .publishes("b", "Five")
            .records();

    private static final List<ReceivedRecord> LOG =
            READABLE.stream().map(NewerReleaseTest::asThisReleaseSeesIt).toList();

    private static ReceivedRecord asThisReleaseSeesIt(ReceivedRecord record) {
        Map<String, String> headers = new HashMap<>(record.headers());
        if (NEWER.contains((int) record.offset())) {
            headers.computeIfPresent(Headers.TYPE, (_, type) -> type.replace(".v1", ".v9"));
        }
        return new ReceivedRecord(record.offset(), record.timestamp(), record.key(), headers, record.value());
    }

    /** Its alarms are what is tried, thousands of times. */
    @BeforeAll
    static void quiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOGGER.setLevel(null);
    }

    @Override
    protected List<ReceivedRecord> log() {
        return LOG;
    }

    @Override
    protected FakeStore subject(int batchSize) {
        FakeStore store = new FakeStore();
        store.topics.logEnd = LOG.size() - 1;
        LOG.forEach(record -> store.topics.deadValues.put(new Position(record.offset()), record.value()));
        return store;
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 3, 250})
    void whoeverGoesOnAfterACrashThereIsOneTruth(int batchSize) {
        afterEachCrash(() -> subject(batchSize), batchSize, READABLE, store -> {
            assertOneTruth(store);
            assertReplaysAreTheSame(store, batchSize);
        });
    }

    /** What was announced as unreadable is a dead letter, and nothing else is. */
    private static void assertOneTruth(FakeStore store) {
        assertThat(store.events())
                .extracting(event -> event.position().value())
                .containsExactlyElementsOf(
                        LongStream.range(0, LOG.size()).boxed().toList());
        assertThat(store.topics.dead)
                .extracting(letter -> letter.offset())
                .containsExactlyElementsOf(unreadable(store));
    }

    private static List<Position> unreadable(FakeStore store) {
        return store.events().stream()
                .filter(event -> event.outcome() instanceof Outcome.Unreadable)
                .map(ArticleEvent::position)
                .toList();
    }

    private static void assertReplaysAreTheSame(FakeStore store, int batchSize) {
        Map<String, Object> before = store.content();
        List<Position> unreadable = unreadable(store);
        store.dropDatabase();
        LogFeeder again = new LogFeeder(LOG, polls(1));
        if (NEWER.stream().allMatch(position -> unreadable.contains(new Position(position)))) {
            again.run(store.projector(Faults.none(), batchSize));
        } else {
            assertThatThrownBy(() -> again.run(store.projector(Faults.none(), batchSize)))
                    .hasCauseInstanceOf(NewerVersion.class);
        }
        new LogFeeder(READABLE, polls(1)).run(store.projector(Faults.none(), batchSize));
        assertThat(store.content()).isEqualTo(before);
    }
}
