package org.dibao.eventlog;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
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

    static EventMessage message(long position) {
        return new EventMessage("key", Map.of(Headers.ID, Long.toString(position)), new byte[] {(byte) position});
    }
}
