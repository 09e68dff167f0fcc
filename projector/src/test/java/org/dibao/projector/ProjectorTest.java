package org.dibao.projector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.Faults;
import org.dibao.projector.testkit.Faults.When;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class ProjectorTest {
    private static final ProjectorNames NAMES = new ProjectorNames("the test", "test", "in", "out", "out");

    private static final String UNREADABLE = "unreadable ";

    private final FakePorts topics = new FakePorts();
    private final List<Integer> batches = new ArrayList<>();
    private final Listener told = new Listener();

    /** Where a defect may lie. */
    enum Where {
        DECODE,
        APPLY,
        EVENT
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void aDefectStopsItInFrontOfTheRecordAndItGoesOnOnceThatIsFixed(Where where) {
        Words words = new Words();
        words.defect = where;
        words.failing = word -> word.equals("word 6");
        Projector<String, String> projector = projector(words, Faults.none());

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> projector.on(log(0, 10)))
                    .isInstanceOfSatisfying(
                            RecordFailure.class, e -> assertThat(e.position()).isEqualTo(new Position(6)))
                    .hasMessageContaining("position 6")
                    .hasMessageContaining("a defect");
            assertThat(published()).isEqualTo(upTo(6));
            assertThat(told.stoppedBefore).isEqualTo(new Position(6));
            assertThat(topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(5), "here"));
        }

        words.failing = _ -> false;
        assertThat(projector.on(log(0, 10))).isEqualTo(new Position(10));
        batches.clear();
        assertThat(projector.on(log(10, 20))).isEqualTo(new Position(20));

        assertThat(published()).isEqualTo(upTo(20));
        assertThat(batches).as("records are handled together again").containsExactly(8, 2);
        assertThat(told.stoppedBefore).isNull();
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void theAlarmOfADefectNamesThePositionAndTheRequestOfItsRecord(Where where) {
        TraceParent trace = TraceParent.random();
        Words words = new Words();
        words.defect = where;
        words.failing = word -> word.equals("word 1");
        ReceivedRecord traced = record(1, 1);
        Map<String, String> headers = Map.of(Headers.ID, "1", Headers.TRACEPARENT, trace.toString());
        List<ReceivedRecord> log = List.of(
                record(0, 0), new ReceivedRecord(1, traced.timestamp(), null, headers, traced.value()), record(2, 2));

        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Projector.class);
        lines.start();
        logger.addAppender(lines);
        try {
            assertThatThrownBy(() -> projector(words, Faults.none()).on(log)).isInstanceOf(RecordFailure.class);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getMDCPropertyMap)
                .containsExactly(Map.of(LogContext.POSITION, "1", LogContext.TRACE, trace.traceId()));
    }

    /** Somebody may still read there: what is announced must be in it, or it must be gone. */
    @Test
    void nothingIsPublishedWhileTheFormerGenerationIsStillThere() {
        projector(new Words(), Faults.none()).on(log(0, 3));
        topics.checkpoint = requireNonNull(topics.checkpoint).in(new Generation(1, 1, 0));
        topics.generations = _ -> CompletableFuture.failedFuture(new Unavailable("it is still read", null));
        Projector<String, String> projector = projector(new Words(), Faults.none());

        assertThatThrownBy(() -> projector.on(log(3, 6))).isInstanceOf(Unavailable.class);
        assertThat(published()).isEqualTo(upTo(3));

        List<Integer> kept = new ArrayList<>();
        topics.generations = number -> {
            kept.add(number);
            return CompletableFuture.completedFuture(null);
        };
        projector.on(log(3, 6));
        assertThat(published()).isEqualTo(upTo(6));
        assertThat(kept).containsExactly(1);
        assertThat(requireNonNull(topics.checkpoint).generation().former()).isNull();
    }

    @Test
    void aStackThatOverflowsIsADefectOfItsRecord() {
        Words words = new Words();
        words.defect = Where.APPLY;
        words.error = new StackOverflowError();
        words.failing = word -> word.equals("word 2");
        Projector<String, String> projector = projector(words, Faults.none());

        assertThatThrownBy(() -> projector.on(log(0, 5)))
                .isInstanceOf(RecordFailure.class)
                .hasMessageContaining("position 2");
        assertThat(published()).isEqualTo(upTo(2));
    }

    @Test
    void memoryThatRanOutIsNobodysDefectAndTheBatchIsTriedAgain() {
        Words words = new Words();
        words.defect = Where.APPLY;
        words.error = new OutOfMemoryError();
        words.failing = word -> word.equals("word 2");
        Projector<String, String> projector = projector(words, Faults.none());

        assertThatThrownBy(() -> projector.on(log(0, 5))).isSameAs(words.error);

        words.failing = _ -> false;
        assertThat(projector.on(log(0, 5))).isEqualTo(new Position(5));
        assertThat(batches).containsExactly(5, 5);
        assertThat(published()).isEqualTo(upTo(5));
    }

    /** Not even where the call that fails is one of the projection's own. */
    @Test
    void anOutageIsNobodysDefectAndTheBatchIsTriedAgainAsAWhole() {
        Words words = new Words();
        words.outage = true;
        Projector<String, String> projector = projector(words, Faults.none());

        assertThatThrownBy(() -> projector.on(log(0, 5))).isInstanceOf(Unavailable.class);
        words.outage = false;
        assertThat(projector.on(log(0, 5))).isEqualTo(new Position(5));

        assertThat(batches).containsExactly(5, 5);
        assertThat(told.stoppedBefore).isNull();
        assertThat(published()).isEqualTo(upTo(5));
    }

    @Test
    void foreignRecordsAreDeadLettersAndMoveNoCheckpoint() {
        Projector<String, String> projector = projector(new Words(), Faults.none());

        assertThat(projector.on(List.of(foreign(0), foreign(1)))).isEqualTo(new Position(2));
        assertThat(projector.on(List.of(foreign(2), record(3, 0), foreign(4)))).isEqualTo(new Position(5));

        assertThat(topics.dead).extracting(letter -> letter.offset().value()).containsExactly(0L, 1L, 2L, 4L);
        assertThat(published()).isEqualTo(upTo(1));
        assertThat(topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(0), "here"));
    }

    /** A later release may be able to read it, and somebody may have sent it again. */
    @Test
    void aDatabaseThatANewerReleaseHasMadeIsLeftAsItIs() {
        projector(new Words(), Faults.none()).on(log(0, 10));
        Checkpoint newer = requireNonNull(topics.checkpoint).in(new Generation(1, 2, null));
        topics.checkpoint = newer;
        Projector<String, String> older = projector(new Words(), Faults.none());

        assertThatThrownBy(older::check)
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("made by a newer release")
                .hasMessageContaining("`dibao rebuild`");
        assertThatThrownBy(() -> older.on(log(10, 20))).isInstanceOf(Mismatch.class);

        assertThat(topics.checkpoint).isEqualTo(newer);
        assertThat(published()).isEqualTo(upTo(10));
    }

    @Test
    void whatWasADeadLetterIsOneInAReplayToo() {
        topics.dead.add(new DeadLetters.DeadLetter(new Position(1), "as it was then"));
        topics.dead.add(new DeadLetters.DeadLetter(new Position(2), "of another log"));
        topics.deadValues.put(new Position(1), "word 1".getBytes(StandardCharsets.UTF_8));

        projector(new Words(), Faults.none()).on(List.of(record(0, 0), record(1, 1), record(2, 1)));

        assertThat(topics.dead).hasSize(2);
        assertThat(published()).isEqualTo(upTo(2));
    }

    @Test
    void aDeadLetterIsThereOnceIfAnotherInstanceWasFirst() {
        Projector<String, String> projector = projector(new Words(), Faults.none());
        projector.on(List.of(record(0, 0)));
        topics.dead.add(new DeadLetters.DeadLetter(new Position(1), "it has no id"));

        projector.on(List.of(foreign(1), foreign(2)));

        assertThat(topics.dead).extracting(letter -> letter.offset().value()).containsExactly(1L, 2L);
    }

    /** Readers of what the store announces: a view that lacks something would be wrong for ever. */
    @Test
    void aProjectionThatPassesNothingOverWaitsForTheUpgrade() {
        Words words = new Words();
        words.newer = word -> word.equals("word 1");

        assertThatThrownBy(() -> projector(words, Faults.none()).on(log(0, 3)))
                .isInstanceOf(RecordFailure.class)
                .hasCauseInstanceOf(NewerVersion.class);

        assertThat(published()).isEqualTo(upTo(1));
        assertThat(topics.dead).isEmpty();
    }

    @Test
    void anOutageWhileItIsFoundOutWhatWasAnnouncedIsNobodysDefect() {
        Words words = new Words();
        words.newer = word -> word.equals("word 1");
        words.whyUnreadable = "this release does not know it";
        topics.deadValues.put(new Position(1), "word 1".getBytes(StandardCharsets.UTF_8));
        Faults none = Faults.none();
        projector(words, none).on(log(0, 3));
        assertThat(topics.dead).extracting(letter -> letter.offset().value()).containsExactly(1L);
        List<DeadLetters.DeadLetter> expected = List.copyOf(topics.dead);
        for (When when : When.values()) {
            for (int failing = 1; failing <= none.calls(); failing++) {
                topics.dead.clear();
                topics.events.clear();
                topics.dropCheckpoint();
                Projector<String, String> projector = projector(words, new Faults(failing, when, false));
                assertThatThrownBy(() -> projector.on(log(0, 3)))
                        .as("call %s fails %s", failing, when)
                        .isInstanceOf(Unavailable.class);
                projector.on(log(0, 3));
                assertThat(topics.dead).as("call %s fails %s", failing, when).isEqualTo(expected);
                assertThat(published()).isEqualTo(upTo(3));
            }
        }
    }

    @Test
    void aDeadLetterIsThereOnceWhereverItsBatchFails() {
        Faults none = Faults.none();
        List<ReceivedRecord> log = List.of(foreign(0), record(1, 0), foreign(2), record(3, 1));
        projector(new Words(), none).on(log);
        List<?> expected = List.copyOf(topics.dead);
        for (When when : When.values()) {
            for (int failing = 1; failing <= none.calls(); failing++) {
                topics.dead.clear();
                topics.events.clear();
                topics.dropCheckpoint();
                Projector<String, String> projector = projector(new Words(), new Faults(failing, when, false));
                assertThatThrownBy(() -> projector.on(log)).isInstanceOf(Unavailable.class);
                projector.on(log);
                assertThat(topics.dead).as("call %s fails %s", failing, when).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsPublishedBelongsToTheRequestOfItsRecord() {
        TraceParent trace = TraceParent.random();
        ReceivedRecord traced = record(1, 1);
        Map<String, String> headers = Map.of(Headers.ID, "1", Headers.TRACEPARENT, trace.toString());
        projector(new Words(), Faults.none())
                .on(List.of(
                        record(0, 0),
                        new ReceivedRecord(1, traced.timestamp(), null, headers, traced.value()),
                        record(2, 2)));

        assertThat(topics.events)
                .extracting(event -> TraceParent.of(event.headers()))
                .containsExactly(null, trace, null);
    }

    /** Render did not tell who wrote it. */
    @Test
    void aCheckpointOfAnEarlierReleaseIsGoneOnFrom() {
        topics.checkpoint = new Checkpoint("log-1", new Position(2), null);
        topics.events.addAll(
                LongStream.range(0, 3).mapToObj(ProjectorTest::event).toList());
        Projector<String, String> projector = projector(new Words(), Faults.none());

        assertThat(projector.resume()).isEqualTo(new Position(3));
        assertThat(projector.on(log(3, 5))).isEqualTo(new Position(5));

        assertThat(topics.checkpoint).isEqualTo(new Checkpoint("log-1", new Position(4), "here"));
        assertThat(published()).isEqualTo(upTo(5));
    }

    /** As after a pause beyond every time-out: another instance is in its place by then. */
    @Test
    void whoIsOvertakenGoesOnFromWhereTheOtherIs() {
        Projector<String, String> projector = projector(new Words(), Faults.none());
        projector.on(log(0, 1));
        overtake(4, "elsewhere");

        assertThat(projector.on(log(1, 2))).isEqualTo(new Position(4));
        assertThat(published()).isEqualTo(upTo(4));

        assertThat(projector.on(log(4, 5))).isEqualTo(new Position(5));
        assertThat(published()).isEqualTo(upTo(5));
    }

    @Test
    void whoIsOvertakenAgainAndAgainStopsBecauseTheOtherIsNotOfItsGroup() {
        Projector<String, String> projector = projector(new Words(), Faults.none());
        projector.resume();
        projector.on(log(0, 1));
        overtake(2, null); // as a checkpoint of an earlier release
        projector.on(log(1, 2));
        projector.on(log(2, 3));
        overtake(4, "elsewhere");
        projector.on(log(3, 4));
        projector.on(log(4, 5));
        overtake(6, "elsewhere");

        assertThatThrownBy(() -> projector.on(log(5, 6)))
                .isInstanceOf(LogHandler.Stop.class)
                .hasMessageContaining("Another instance of the test");

        projector.resume();
        assertThat(projector.on(log(6, 7))).isEqualTo(new Position(7));
    }

    /** Another instance has done everything before a position. */
    private void overtake(int next, @Nullable String by) {
        for (int position = published().size(); position < next; position++) {
            topics.events.add(event(position));
        }
        topics.checkpoint = new Checkpoint("log-1", new Position(next - 1), by);
    }

    private Projector<String, String> projector(Words words, Faults faults) {
        topics.logEnd = 99;
        return new Projector<>(topics.ports(faults), words, NAMES, "here", 8, Duration.ofSeconds(1), told);
    }

    private List<Long> published() {
        return topics.events.stream()
                .map(event -> Long.parseLong(event.headers().get(Headers.ID)))
                .toList();
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static List<ReceivedRecord> log(long from, long to) {
        return LongStream.range(from, to).mapToObj(at -> record(at, at)).toList();
    }

    private static ReceivedRecord record(long offset, long position) {
        return new ReceivedRecord(
                offset,
                Instant.EPOCH,
                null,
                Map.of(Headers.ID, Long.toString(position)),
                ("word " + position).getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedRecord foreign(long offset) {
        return new ReceivedRecord(offset, Instant.EPOCH, null, Map.of(), new byte[0]);
    }

    private static EventMessage event(long position) {
        return new EventMessage(null, Map.of(Headers.ID, Long.toString(position)), new byte[0]);
    }

    private static final class Listener implements ProjectorListener<String> {
        private @Nullable Position stoppedBefore;

        @Override
        public void stopped(Position before) {
            stoppedBefore = before;
        }

        @Override
        public void advanced(List<String> results, Position to) {
            stoppedBefore = null;
        }
    }

    /** Publishes each word as it is. */
    private final class Words implements Projection<String, String> {
        private Where defect = Where.APPLY;
        private Predicate<String> failing = _ -> false;
        private Predicate<String> newer = _ -> false;
        private @Nullable String whyUnreadable;
        private @Nullable Error error;
        private boolean outage;

        private void fail(Where where, String word) {
            if (where == defect && failing.test(word)) {
                if (error != null) {
                    throw error;
                }
                throw new IllegalStateException("a defect");
            }
        }

        @Override
        public Position resume(Position done, Position checkpoint) {
            return done;
        }

        @Override
        public Decoded<String> decode(ReceivedRecord record) {
            String id = record.headers().get(Headers.ID);
            if (id == null) {
                return new Decoded.Foreign<>("it has no id");
            }
            String word = Codec.text(record.value());
            fail(Where.DECODE, word);
            if (newer.test(word)) {
                throw new NewerVersion("org.dibao.word.v9");
            }
            return new Decoded.Entry<>(new Position(Long.parseLong(id)), word);
        }

        @Override
        public Decoded<String> unreadable(ReceivedRecord record, String reason) {
            return newer.test(Codec.text(record.value()))
                    ? new Decoded.Entry<>(new Position(record.offset()), UNREADABLE + record.offset())
                    : new Decoded.Foreign<>(reason);
        }

        @Override
        public @Nullable String whyUnreadable(ReceivedRecord record, NewerVersion newer) {
            return whyUnreadable;
        }

        @Override
        public List<String> apply(List<String> items, CompletableFuture<?> stillActive) {
            batches.add(items.size());
            new Await(Duration.ofSeconds(1)).all(List.of(stillActive));
            if (outage) {
                throw new Unavailable("an outage", null);
            }
            items.forEach(word -> fail(Where.APPLY, word));
            return items;
        }

        @Override
        public EventMessage event(String word) {
            fail(Where.EVENT, word);
            return ProjectorTest.event(Long.parseLong(word.substring(word.lastIndexOf(' ') + 1)));
        }

        @Override
        public @Nullable String deadLetter(String word) {
            return word.startsWith(UNREADABLE) ? whyUnreadable : null;
        }
    }
}
