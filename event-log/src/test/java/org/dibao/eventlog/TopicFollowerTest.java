package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.dibao.embedded.EmbeddedKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicFollowerTest extends BrokerTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final String topic = freshTopic();
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    static Stream<Throwable> errors() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/dibao/Missing"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void afterAnErrorInTheHandlerTheSameRecordsComeAgain(Error error) {
        AtomicReference<Error> once = new AtomicReference<>(error);
        try (TopicFollower follower = new TopicFollower(kafka, topic, 0, records -> {
            Error now = once.getAndSet(null);
            if (now != null) {
                throw now;
            }
            records.forEach(record -> seen.add(record.offset()));
        })) {
            follower.start();
            write(0, 1);
            await().atMost(SOON).untilAsserted(() -> assertThat(seen).containsExactly(0L, 1L));
            await().atMost(SOON).until(follower::isHealthy);
        }
    }

    /** Opening a new consumer is no progress: what counts is that the records are handled. */
    @Test
    void aFollowerThatCannotHandleItsRecordsStaysUnhealthy() {
        List<Boolean> healthy = new CopyOnWriteArrayList<>();
        AtomicReference<TopicFollower> self = new AtomicReference<>();
        try (TopicFollower follower = new TopicFollower(kafka, topic, 0, _ -> {
            healthy.add(self.get().isHealthy());
            throw new IllegalStateException("gap in publications");
        })) {
            self.set(follower);
            write(0);
            follower.start();

            await().atMost(SOON).until(() -> healthy.size() >= 3);

            assertThat(healthy).as("at each attempt").doesNotContain(true);
        }
    }

    /** A poll says nothing of a broker that is unavailable: it is empty, as in a quiet hour. */
    @Test
    void aFollowerWithoutABrokerIsUnhealthyAndStaysSo(@TempDir Path own) {
        EmbeddedKafka mortal = EmbeddedKafka.start(own, 0);
        KafkaSettings there = new KafkaSettings(mortal.bootstrapServers());
        TopicSetup.createOrVerify(there, topic, 1);
        try (TopicFollower follower =
                new TopicFollower(there, topic, 0, records -> records.forEach(record -> seen.add(record.offset())))) {
            follower.start();
            await().atMost(SOON).until(follower::isHealthy);

            mortal.close();

            await().atMost(Duration.ofSeconds(10)).until(() -> !follower.isHealthy());
            await().during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(13))
                    .until(() -> !follower.isHealthy());
        }
    }

    /** The errors of all places: where a consumer is made, where it reads, where its records are handled. */
    @ParameterizedTest
    @MethodSource("errors")
    void anErrorAnywhereInTheLoopEndsNothing(Error error) {
        List<String> places = new CopyOnWriteArrayList<>(List.of("open", "end", "poll", "handle"));
        try (TopicFollower follower = new TopicFollower(
                "topic",
                0,
                records -> {
                    fail(places, "handle", error);
                    records.forEach(record -> seen.add(record.offset()));
                },
                () -> {
                    fail(places, "open", error);
                    return new MockConsumer<byte[], byte[]>("none") {
                        {
                            updateBeginningOffsets(Map.of(PARTITION, 0L));
                            updateEndOffsets(Map.of(PARTITION, 1L));
                            schedulePollTask(() -> {
                                fail(places, "poll", error);
                                addRecord(new ConsumerRecord<>("topic", 0, 0, null, new byte[0]));
                            });
                        }

                        @Override
                        public Map<TopicPartition, Long> endOffsets(
                                Collection<TopicPartition> partitions, Duration timeout) {
                            fail(places, "end", error);
                            return super.endOffsets(partitions, timeout);
                        }
                    };
                })) {
            follower.start();

            await().atMost(SOON.plus(SOON)).until(() -> places.isEmpty() && seen.equals(List.of(0L)));
            await().atMost(SOON).until(follower::isHealthy);
        }
    }

    private static void fail(List<String> places, String place, Error error) {
        if (places.remove(place)) {
            throw error;
        }
    }

    /** Connected and silent, as where packets are dropped. */
    @Test
    void aBrokerThatNeverAnswersIsNotHealthy() {
        CountDownLatch polled = new CountDownLatch(3);
        try (TopicFollower follower =
                new TopicFollower("topic", 0, _ -> {}, () -> new MockConsumer<byte[], byte[]>("none") {
                    {
                        updateBeginningOffsets(Map.of(PARTITION, 0L));
                    }

                    @Override
                    public Map<TopicPartition, Long> endOffsets(
                            Collection<TopicPartition> partitions, Duration timeout) {
                        polled.countDown();
                        throw new TimeoutException("no answer");
                    }
                })) {
            follower.start();
            await().atMost(SOON).until(() -> polled.getCount() == 0);

            assertThat(follower.isHealthy()).isFalse();
            assertThat(follower.behind()).isGreaterThan(Duration.ofMillis(200));
        }
    }

    @Test
    void itIsUpToDateOnlyOnceAllThatWasThereHasBeenHandled() throws Exception {
        write(0, 1, 2);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TopicFollower follower = new TopicFollower(kafka, topic, 0, records -> {
            goOn.await();
            records.forEach(record -> seen.add(record.offset()));
        })) {
            follower.start();
            assertThat(follower.behind())
                    .as("before all has been handled once")
                    .isEqualTo(ChronoUnit.FOREVER.getDuration());

            goOn.countDown();

            await().atMost(SOON).until(() -> follower.behind().compareTo(Duration.ofSeconds(2)) < 0);
            assertThat(seen).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void closingWaitsForTheHandlerAndEndsTheThread() {
        TopicFollower follower =
                new TopicFollower(kafka, topic, 0, records -> records.forEach(record -> seen.add(record.offset())));
        follower.start();
        write(0);
        await().atMost(SOON).until(() -> !seen.isEmpty());

        follower.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("follow-" + topic);
    }

    private void write(long... positions) {
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            for (long position : positions) {
                writer.append(message(position)).join();
            }
        }
    }
}
