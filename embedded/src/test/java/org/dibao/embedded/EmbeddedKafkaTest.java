package org.dibao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {
    @TempDir
    Path folder;

    @Test
    void recordsAndTopicsAreThereAfterARestart() throws Exception {
        Path data = folder.resolve("kafka with space");
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            createTopic(kafka.bootstrapServers());
            append(kafka.bootstrapServers(), 3, 10);
        }
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            assertThat(count(kafka.bootstrapServers())).isEqualTo(3);
            append(kafka.bootstrapServers(), 1, 10);
            assertThat(count(kafka.bootstrapServers())).isEqualTo(4);
        }
    }

    @Test
    void acknowledgedRecordsSurviveKill9AndTheNextStartDoesNotWaitForTheOldSession() throws Exception {
        Process victim = otherProcess();
        try (var out = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("appended 500");
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();

        Duration afterCrash = timedStart(
                folder, kafka -> assertThat(count(kafka.bootstrapServers())).isEqualTo(500));
        Duration afterOrderlyEnd = timedStart(
                folder, kafka -> assertThat(count(kafka.bootstrapServers())).isEqualTo(500));
        // Kafka's default session is 9 s; a start after a crash would wait for its end.
        assertThat(afterCrash.minus(afterOrderlyEnd)).isLessThan(Duration.ofSeconds(6));
    }

    private static Duration timedStart(Path folder, Consumer<EmbeddedKafka> then) {
        long start = System.nanoTime();
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            then.accept(kafka);
            return took;
        }
    }

    @Test
    void aRecordOfNineMebibytesIsTakenAndAnUnknownTopicIsNotCreated() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka.bootstrapServers());
            append(kafka.bootstrapServers(), 1, EmbeddedKafka.MAX_MESSAGE_BYTES - 1024);
            assertThat(count(kafka.bootstrapServers())).isEqualTo(1);
            try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                                .allTopicNames()
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
                assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
            }
        }
    }

    @Test
    void aTakenPortIsAnErrorThatNamesIt() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, socket.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(socket.getLocalPort()));
        }
    }

    /** Appends in a JVM of its own, says so, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            var kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
            createTopic(kafka.bootstrapServers());
            append(kafka.bootstrapServers(), 500, 2000);
            System.out.println("appended 500");
            Thread.currentThread().join();
        }
    }

    private Process otherProcess() throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("x", 1, (short) 1))).all().get();
        }
    }

    private static void append(String bootstrap, int records, int bytes) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.request.size", 9 * 1024 * 1024);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>("x", new byte[bytes])).get();
            }
        }
    }

    private static long count(String bootstrap) {
        var x = new TopicPartition("x", 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(x));
            consumer.seekToBeginning(List.of(x));
            long end = consumer.endOffsets(List.of(x)).getOrDefault(x, 0L);
            long read = 0;
            while (consumer.position(x) < end) {
                read += consumer.poll(Duration.ofSeconds(1)).count();
            }
            return read;
        }
    }
}
