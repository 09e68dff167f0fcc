package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single appends through a producer that has failed itself. */
class TopicWriterAppendTest extends BrokerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    /** Runs in the producer's own thread, which an Error ends. */
    public static final class Deadly implements ProducerInterceptor<byte[], byte[]> {
        static volatile @Nullable Error once;

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
            Error now = once;
            once = null;
            if (now != null) {
                throw now;
            }
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> config) {}
    }

    /** Else every append from then on would be without an answer, until the process is started again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aProducerWhoseThreadHasDiedIsReplaced(int before) throws Exception {
        String topic = freshTopic();
        try (TopicWriter writer = new TopicWriter(kafka, topic, config -> {
            config.put("interceptor.classes", Deadly.class.getName());
            return new KafkaProducer<>(config);
        })) {
            for (int position = 0; position < before; position++) {
                writer.append(message(position)).get(10, TimeUnit.SECONDS);
            }
            Deadly.once = new OutOfMemoryError("thrown by a test");

            CompletableFuture<Position> unknown = writer.append(message(before));

            assertThat(unknown)
                    .failsWithin(DEADLINE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(LogUnavailable.class);
            assertThat(positions(topic)).as("what it became is in the topic").contains((long) before);
            assertThat(writer.append(message(before + 1)).get(10, TimeUnit.SECONDS))
                    .isEqualTo(new Position(before + 1));
        } finally {
            Deadly.once = null;
        }
    }

    @Test
    void aProducerThatNeverHearsWhereTheTopicIsIsReplaced() {
        AtomicInteger opened = new AtomicInteger();
        try (TopicWriter writer = new TopicWriter(kafka, "topic", _ -> {
            opened.incrementAndGet();
            return new MockProducer<>(
                    Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                    TimeoutException failure =
                            new TimeoutException("Topic topic not present in metadata after 3000 ms.");
                    callback.onCompletion(null, failure);
                    return CompletableFuture.failedFuture(failure);
                }
            };
        })) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(writer.append(message(i))::join).hasCauseInstanceOf(LogUnavailable.class);
            }
        }
        assertThat(opened).hasValue(2);
    }

    /** A producer that was refused once, such as by a changed password, refuses everything from then on. */
    @Test
    void aProducerThatWasRefusedForGoodIsReplaced() {
        assertThat(openedAfter(new SaslAuthenticationException("Invalid credentials")))
                .isEqualTo(2);
        assertThat(openedAfter(new ClusterAuthorizationException("Cluster authorization failed.")))
                .isEqualTo(2);
        assertThat(openedAfter(new KafkaException("Unexpected error in InitProducerIdResponse")))
                .isEqualTo(2);
    }

    /** Closing it would give up everything else that is in flight. */
    @Test
    void aProducerThatMayStillSucceedIsKept() {
        assertThat(openedAfter(new NotEnoughReplicasException("too few"))).isEqualTo(1);
        assertThat(openedAfter(new RecordTooLargeException("too large"))).isEqualTo(1);
    }

    /** @return how many producers two appends need if each fails like this */
    private static int openedAfter(RuntimeException failure) {
        AtomicInteger opened = new AtomicInteger();
        try (TopicWriter writer = new TopicWriter(kafka, "topic", _ -> {
            opened.incrementAndGet();
            return new MockProducer<>(
                    Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                    callback.onCompletion(null, failure);
                    return CompletableFuture.failedFuture(failure);
                }
            };
        })) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(writer.append(message(i))::join).hasCauseInstanceOf(LogUnavailable.class);
            }
        }
        return opened.get();
    }

    /** As many as there are threads that work might otherwise have to share. */
    @Test
    void aProducerThatCannotBeClosedHoldsUpNothingElse() throws Exception {
        int producers = Runtime.getRuntime().availableProcessors() + 1;
        CountDownLatch closing = new CountDownLatch(producers);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TopicWriter writer = new TopicWriter(
                kafka,
                "topic",
                _ ->
                        new MockProducer<>(
                                Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                            @Override
                            public Future<RecordMetadata> send(
                                    ProducerRecord<byte[], byte[]> record, Callback callback) {
                                TimeoutException failure =
                                        new TimeoutException("Topic topic not present in metadata after 3000 ms.");
                                callback.onCompletion(null, failure);
                                return CompletableFuture.failedFuture(failure);
                            }

                            @Override
                            public void close(Duration timeout) {
                                closing.countDown();
                                try {
                                    goOn.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        })) {
            for (int i = 0; i < producers; i++) {
                assertThatThrownBy(writer.append(message(i))::join).hasCauseInstanceOf(LogUnavailable.class);
            }

            assertThat(closing.await(5, TimeUnit.SECONDS))
                    .as("all are being closed")
                    .isTrue();
        } finally {
            goOn.countDown();
        }
    }
}
