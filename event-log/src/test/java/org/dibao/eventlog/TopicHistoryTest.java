package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicHistoryTest extends BrokerTest {
    private final String topic = freshTopic();
    private final TopicHistory history = new TopicHistory(kafka, topic);

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void anyRunIsReadWholeAndInOrder() {
        write(LongStream.range(0, 2000).toArray());
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);

        for (int i = 0; i < 50; i++) {
            long after = random.nextLong(-1, 2000);
            int max = random.nextInt(1, 700);
            assertThat(positions(after, max))
                    .as("seed %s, %s after %s", seed, max, after)
                    .containsExactlyElementsOf(LongStream.range(after + 1, Math.min(2000, after + 1 + max))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aRunContinuesTheOneBefore() {
        write(LongStream.range(0, 1000).toArray());
        long at = -1;
        while (at < 999) {
            List<Long> run = positions(at, 130);
            assertThat(run.getFirst()).isEqualTo(at + 1);
            at = run.getLast();
        }
        assertThat(positions(at, 130)).isEmpty();
        write(1000);
        assertThat(positions(at, 130)).containsExactly(1000L);
    }

    @Test
    void aRunEndsWithTheRecordThatMakesItTooLargeAndTheNextOneContinuesIt() {
        write(LongStream.range(0, 20).toArray());
        int size = history.after(Position.NONE, 1).getFirst().bytes();

        assertThat(history.after(Position.NONE, 100, 3L * size)).hasSize(3);
        assertThat(history.after(new Position(2), 100, 3L * size + 1))
                .extracting(record -> record.headers().get("ce_id"))
                .containsExactly("3", "4", "5", "6");
        assertThat(history.after(new Position(6), 100, 1)).hasSize(1);
    }

    @Test
    void duplicatesAndRecordsOfOthersAreSkipped() {
        write(0, 1, 1, 0, 1);
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.append(new EventMessage(
                            null, Map.of("ce_id", "2", "ce_type", "com.example.thing.v1"), new byte[] {1}))
                    .join();
            writer.append(new EventMessage(null, Map.of(), new byte[] {1})).join();
        }
        write(2, 3, 3, 4);

        assertThat(positions(-1, 10)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(positions(0, 2)).containsExactly(1L, 2L);
        assertThat(positions(2, 10)).containsExactly(3L, 4L);
        assertThat(positions(3, 10)).containsExactly(4L);
    }

    @Test
    void aTimeLeadsToTheFirstRecordSince() {
        assertThat(history.firstSince(Instant.EPOCH)).isEqualTo(new Position(0));
        write(0, 1);
        Instant between = Instant.now().plusMillis(20);
        while (Instant.now().isBefore(between.plusMillis(20))) {
            Thread.onSpinWait();
        }
        write(2, 3);

        assertThat(history.firstSince(Instant.EPOCH)).isEqualTo(new Position(0));
        assertThat(history.firstSince(between)).isEqualTo(new Position(2));
        assertThat(history.firstSince(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(new Position(4));
    }

    @Test
    void aBrokerThatIsUnavailableIsReported() {
        try (TopicHistory unreachable = new TopicHistory(new KafkaSettings("127.0.0.1:1"), topic)) {
            assertThatThrownBy(() -> unreachable.after(Position.NONE, 1)).isInstanceOf(LogUnavailable.class);
        }
    }

    private List<Long> positions(long after, int max) {
        return history.after(new Position(after), max).stream()
                .map(record -> Long.valueOf(record.headers().get("ce_id")))
                .toList();
    }

    private void write(long... positions) {
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.appendAll(
                    LongStream.of(positions).mapToObj(BrokerTest::message).toList());
        }
    }
}
