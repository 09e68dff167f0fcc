package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibao.contract.wire.Headers;
import org.junit.jupiter.api.Test;

/** What {@link TopicWriter} relies on in a producer that has one request under way. The fake is held to what the real one does. */
abstract class ProducerContract extends BrokerTest {
    /** A producer for a fresh topic that refuses records of more than {@link FakeBroker#MAX_RECORD_BYTES} bytes. */
    abstract Producer<byte[], byte[]> open(Map<String, Object> config) throws Exception;

    abstract String topic();

    /** The positions in the topic. */
    abstract List<Long> log();

    @Test
    void aProducerGoesOnAfterARefusedRecord() throws Exception {
        try (Producer<byte[], byte[]> producer = open(TopicWriter.config(kafka))) {
            List<Future<RecordMetadata>> sent = send(producer, 10, 3, (_, _) -> {});

            assertThatThrownBy(sent.get(3)::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
            sent.getLast().get();
            assertThat(log()).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void nothingArrivesAfterTheFailureInWhoseCallbackItIsClosed() throws Exception {
        for (int refused = 0; refused < 10; refused++) {
            Producer<byte[], byte[]> producer = open(TopicWriter.config(kafka));
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            try {
                sent.addAll(send(producer, 10, refused, (_, failure) -> {
                    if (failure != null) {
                        producer.close(Duration.ZERO);
                    }
                }));
            } catch (RuntimeException e) {
                // closed while the records were being sent
            }
            for (Future<RecordMetadata> after : sent.subList(Math.min(refused, sent.size()), sent.size())) {
                assertThatThrownBy(after::get).isInstanceOf(ExecutionException.class);
            }
            assertThat(log())
                    .isEqualTo(java.util.stream.LongStream.range(0, refused)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aClosedProducerTakesNothing() throws Exception {
        Producer<byte[], byte[]> producer = open(TopicWriter.config(kafka));
        producer.close(Duration.ZERO);
        producer.close(Duration.ZERO);
        assertThatThrownBy(() -> send(producer, 1, -1, (_, _) -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallbackHasRunBeforeItsFutureIsDone() throws Exception {
        try (Producer<byte[], byte[]> producer = open(TopicWriter.config(kafka))) {
            List<Long> told = new ArrayList<>();
            List<Future<RecordMetadata>> sent = send(producer, 10, -1, (metadata, _) -> told.add(metadata.offset()));
            sent.getLast().get();
            assertThat(told).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    private List<Future<RecordMetadata>> send(
            Producer<byte[], byte[]> producer, int count, int refused, Callback callback) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[i == refused ? 2 * FakeBroker.MAX_RECORD_BYTES : 1];
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic(), 0, null, value);
            record.headers().add(Headers.ID, FakeBroker.bytes(i));
            sent.add(producer.send(record, callback));
        }
        return sent;
    }

    static class RealProducerTest extends ProducerContract {
        private String topic = "";

        @Override
        Producer<byte[], byte[]> open(Map<String, Object> config) throws Exception {
            topic = topicOfSmallRecords();
            return new org.apache.kafka.clients.producer.KafkaProducer<>(config);
        }

        @Override
        String topic() {
            return topic;
        }

        @Override
        List<Long> log() {
            return positions(topic);
        }
    }

    static class FakeProducerTest extends ProducerContract {
        private FakeBroker fake = new FakeBroker(new Random(), 0);

        @Override
        Producer<byte[], byte[]> open(Map<String, Object> config) {
            fake = new FakeBroker(new Random(), 0);
            return fake.producer(config);
        }

        @Override
        String topic() {
            return "fake";
        }

        @Override
        List<Long> log() {
            return fake.log;
        }
    }
}
