package org.dibao.eventlog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.embedded.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One real broker for the tests of a class. */
abstract class BrokerTest {
    @TempDir
    static Path folder;

    static EmbeddedKafka broker;
    static KafkaSettings kafka;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(folder, 0);
        kafka = new KafkaSettings(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    static Admin admin() {
        return Admin.create(kafka.common());
    }

    static String freshName() {
        return "topic-" + UUID.randomUUID();
    }

    static String freshTopic() {
        String topic = freshName();
        TopicSetup.createOrVerify(kafka, topic, 1);
        return topic;
    }

    /** One that takes records of a few thousand bytes and refuses larger ones. */
    static String topicOfSmallRecords() throws Exception {
        String topic = freshName();
        try (Admin admin = admin()) {
            NewTopic small = new NewTopic(topic, 1, (short) 1)
                    .configs(Map.of("max.message.bytes", Integer.toString(FakeBroker.MAX_RECORD_BYTES)));
            admin.createTopics(List.of(small)).all().get();
        }
        return topic;
    }

    /** The positions in a topic, as they stand there. */
    static List<Long> positions(String topic) {
        return positions(kafka, topic);
    }

    static List<Long> positions(KafkaSettings kafka, String topic) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Long> positions = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> positions.add(Long.parseLong(Codec.text(
                                record.headers().lastHeader(Headers.ID).value()))));
            }
        }
        return positions;
    }

    /** A message that a {@linkplain #topicOfSmallRecords topic of small records} refuses. */
    static EventMessage refused(long position) {
        return new EventMessage(
                "key", Map.of(Headers.ID, Long.toString(position)), new byte[2 * FakeBroker.MAX_RECORD_BYTES]);
    }

    static EventMessage message(long position) {
        return new EventMessage(
                "key",
                Map.of(Headers.ID, Long.toString(position), Headers.TYPE, "org.dibao.publication.unchanged.v1"),
                new byte[] {(byte) position});
    }
}
