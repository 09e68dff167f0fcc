package org.dibao.store.folding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Await;
import org.dibao.projector.testkit.CrashPointsContract;
import org.dibao.projector.testkit.Faults;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashPointsTest extends CrashPointsContract {
    private static final List<ReceivedRecord> LOG = Stories.aDayInTheNewsroom();

    @Override
    protected List<ReceivedRecord> log() {
        return LOG;
    }

    @Override
    protected FakeStore subject(int batchSize) {
        FakeStore store = new FakeStore();
        store.topics.logEnd = LOG.size() - 1;
        return store;
    }

    /** After the crash another release runs, which would make other HTML: it must tell what is in the database, not what it thinks. */
    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 5})
    void whatIsPublishedIsWhatWasDecidedEvenIfANewReleaseWouldDecideOtherwise(int batchSize) {
        List<ReceivedRecord> asNewReleaseSeesIt = LOG.stream()
                .map(r -> new ReceivedRecord(
                        r.offset(),
                        r.timestamp(),
                        r.key(),
                        r.headers(),
                        new String(r.value(), UTF_8)
                                .replace("<p>", "<p>so we see it now: ")
                                .getBytes(UTF_8)))
                .toList();
        afterEachCrash(() -> subject(batchSize), batchSize, asNewReleaseSeesIt, store -> {
            FakeStore replayed = new FakeStore();
            List<Decision> decided = store.decisions.rows.values().stream()
                    .map(row -> Json.read(row, Decision.class))
                    .toList();
            new TableUpdates(replayed.tables(), new Await(Duration.ofSeconds(1))).apply(decided);
            assertThat(store.events())
                    .isEqualTo(decided.stream().map(Decision::event).toList())
                    .hasSameSizeAs(LOG);
            assertThat(store.heads.rows).isEqualTo(replayed.heads.rows);
            assertThat(store.paths.rows).isEqualTo(replayed.paths.rows);
            assertThat(store.keys.rows).isEqualTo(replayed.keys.rows);
            assertThat(store.site.rows).isEqualTo(replayed.site.rows);
        });
    }

    @Test
    void withoutAFaultItIsWhatTheFoldAloneSays() {
        FakeStore store = subject(7);
        new LogFeeder(LOG, polls(1)).run(store.projector(Faults.none(), 7));

        History history = new History();
        for (ReceivedRecord record : LOG) {
            Position position = new Position(record.offset());
            Decision folded = switch (LogRecord.of(record)) {
                case LogRecord.Readable it -> Fold.decide(history, position, it.submission());
                case LogRecord.Poison it -> Decision.unreadable(position, record.timestamp(), it.reason());
            };
            Decision expected = folded.ofSite(history.site().baseUrl());
            history.apply(expected);
            assertThat(store.decisions.rows.get(position)).isEqualTo(Json.text(expected));
            assertThat(store.events().get((int) record.offset())).isEqualTo(expected.event());
        }
        assertThat(store.events()).hasSameSizeAs(LOG);
        assertThat(store.topics.dead)
                .extracting(letter -> letter.offset().value())
                .containsExactly(9L, 23L);
    }
}
