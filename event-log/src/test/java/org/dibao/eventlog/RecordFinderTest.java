package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFinderTest extends BrokerTest {
    private final String topic = freshTopic();

    @Test
    void aPositionIsFoundWhereItIs() {
        write(LongStream.range(0, 300).toArray());
        for (long position : new long[] {0, 1, 150, 299}) {
            assertThat(offsetOf(position)).isEqualTo(position);
        }
        assertThat(offsetOf(300)).isNull();
    }

    @Test
    void recordsThatAreThereTwiceAndThoseOfOthersAreNoHindrance() {
        write(0, 1, 1, 0, 1);
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.append(new EventMessage(
                            null, Map.of("ce_id", "2", "ce_type", "com.example.thing.v1"), new byte[] {1}))
                    .join();
            writer.append(new EventMessage(null, Map.of(), new byte[] {1})).join();
        }
        write(2, 3, 4);
        assertThat(LongStream.range(0, 5).mapToObj(this::offsetOf)).doesNotContainNull();
        assertThat(offsetOf(4)).isEqualTo(9);
        assertThat(offsetOf(5)).isNull();
    }

    @Test
    void anEmptyTopicHasNothing() {
        assertThat(offsetOf(0)).isNull();
        try (RecordFinder finder = new RecordFinder(kafka)) {
            assertThat(finder.at(topic, new Position(0))).isNull();
        }
    }

    @Test
    void aRecordIsFoundByItsOffset() {
        write(5, 6);
        try (RecordFinder finder = new RecordFinder(kafka)) {
            assertThat(finder.at(topic, new Position(1)).headers()).containsEntry("ce_id", "6");
            assertThat(finder.at(topic, new Position(2))).isNull();
            assertThat(finder.at(topic, Position.NONE)).isNull();
        }
    }

    @Test
    void aBrokerThatIsGoneIsTold() {
        try (RecordFinder finder = new RecordFinder(new KafkaSettings("127.0.0.1:1"))) {
            assertThatThrownBy(() -> finder.of(topic, new Position(0))).isInstanceOf(LogUnavailable.class);
        }
    }

    private @Nullable Long offsetOf(long position) {
        try (RecordFinder finder = new RecordFinder(kafka)) {
            ReceivedRecord found = finder.of(topic, new Position(position));
            return found == null ? null : found.offset();
        }
    }

    private void write(long... positions) {
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.appendAll(
                    LongStream.of(positions).mapToObj(BrokerTest::message).toList());
        }
    }
}
