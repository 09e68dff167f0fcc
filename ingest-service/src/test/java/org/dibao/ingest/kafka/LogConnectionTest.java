package org.dibao.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dibao.contract.wire.EventMessage;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whileConnectingFailsWithAnErrorTheInstanceIsNotFitAndThenItConnects(Error error) {
        AtomicReference<Throwable> failure = new AtomicReference<>(new LogUnavailable("not yet", null));
        TopicSettings topics = TopicSettings.defaults();
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder, 0)) {
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers());
            try (LogConnection connection = new LogConnection(kafka, topics, () -> verify(failure, kafka, topics))) {
                connection.start();
                failure.set(error);
                await().atMost(SOON)
                        .until(() -> connection
                                .loops()
                                .anyMatch(loop -> !loop.state().isFit()));
                assertThat(connection.append(message())).isCompletedExceptionally();

                failure.set(null);

                await().atMost(SOON)
                        .until(() ->
                                connection.loops().allMatch(loop -> loop.state().isFit())
                                        && !connection.append(message()).isCompletedExceptionally());
                assertThat(connection.append(message())).succeedsWithin(SOON);
            }
        }
    }

    private static void verify(AtomicReference<Throwable> failure, KafkaSettings kafka, TopicSettings topics) {
        switch (failure.get()) {
            case Error error -> throw error;
            case RuntimeException unavailable -> throw unavailable;
            case null, default -> {
                TopicSetup.createOrVerify(kafka, topics.articles(), topics.replication());
                TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
            }
        }
    }

    private static EventMessage message() {
        return new EventMessage(null, Map.of("ce_id", "1"), new byte[] {1});
    }
}
