package org.dibao.projector.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicFollower;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.projector.DeadLetters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDeadLettersTest {
    @TempDir
    private Path folder;

    @Test
    void aLetterIsTheRecordWithItsPositionAndACutReason() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder, 0)) {
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers());
            KafkaDeadLetters dead = new KafkaDeadLetters(kafka, "log");
            TopicSetup.createOrVerify(kafka, "log", 1);
            TopicSetup.createOrVerify(kafka, dead.name(), 1);
            try (TopicWriter writer = new TopicWriter(kafka, "log")) {
                writer.append(new EventMessage("a", Map.of(), "first".getBytes(UTF_8)))
                        .get();
                writer.append(new EventMessage("b", Map.of("ce_type", "odd"), "second".getBytes(UTF_8)))
                        .get();
            }
            assertThat(dead.last()).isEqualTo(Position.NONE);

            dead.append(List.of(new DeadLetters.DeadLetter(new Position(1), "报".repeat(3000))));

            assertThat(dead.last()).isEqualTo(new Position(1));
            var letters = new java.util.concurrent.LinkedBlockingQueue<ReceivedRecord>();
            try (TopicFollower follower = new TopicFollower(kafka, dead.name(), 0, letters::addAll)) {
                follower.start();
                ReceivedRecord letter = letters.poll(20, java.util.concurrent.TimeUnit.SECONDS);
                assertThat(letter.key()).isEqualTo("b");
                assertThat(letter.value()).isEqualTo("second".getBytes(UTF_8));
                assertThat(letter.headers()).containsEntry("ce_type", "odd").containsEntry(Headers.DEAD_POSITION, "1");
                assertThat(letter.headers().get(Headers.DEAD_REASON)).isEqualTo("报".repeat(1365));
            }
        }
    }
}
