package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.junit.jupiter.api.Test;

class TopicWriterTest extends BrokerTest {

    @Test
    void anAppendGivesTheOffset() throws Exception {
        try (TopicWriter writer = new TopicWriter(kafka, freshTopic())) {
            assertThat(writer.append(message(0)).get(10, TimeUnit.SECONDS)).isEqualTo(new Position(0));
            assertThat(writer.append(message(1)).get(10, TimeUnit.SECONDS)).isEqualTo(new Position(1));
        }
    }

    @Test
    void theLastRecordTellsHowFarItWasWritten() {
        try (TopicWriter writer = new TopicWriter(kafka, freshTopic())) {
            assertThat(writer.last(Headers.ID)).isEqualTo(Position.NONE);
            writer.appendAll(
                    LongStream.range(0, 600).mapToObj(BrokerTest::message).toList());
            assertThat(writer.last(Headers.ID)).isEqualTo(new Position(599));
        }
    }

    @Test
    void recordsOfOthersAtTheEndArePassedOver() {
        try (TopicWriter writer = new TopicWriter(kafka, freshTopic())) {
            writer.appendAll(List.of(message(0), new EventMessage(null, Map.of(Headers.ID, "7"), new byte[] {1})));
            assertThat(writer.last(Headers.ID)).isEqualTo(new Position(0));
            assertThat(writer.last(Headers.DEAD_POSITION)).isEqualTo(Position.NONE);
        }
    }

    @Test
    void aWriterGoesOnAfterAReset() throws Exception {
        try (TopicWriter writer = new TopicWriter(kafka, freshTopic())) {
            writer.appendAll(List.of(message(0)));
            writer.reset();
            assertThat(writer.append(message(1)).get(10, TimeUnit.SECONDS)).isEqualTo(new Position(1));
        }
    }

    @Test
    void aBrokerThatIsNotThereIsToldWithinFiveSeconds() {
        Instant start = Instant.now();
        try (TopicWriter writer = new TopicWriter(new KafkaSettings("127.0.0.1:1"), "any")) {
            assertThatThrownBy(() -> writer.appendAll(List.of(message(0)))).isInstanceOf(LogUnavailable.class);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
