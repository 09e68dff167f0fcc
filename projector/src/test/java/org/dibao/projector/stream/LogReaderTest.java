package org.dibao.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;

class LogReaderTest {
    private static final TopicPartition LOG = new TopicPartition("log", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Handler handler = new Handler();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final LogReader reader = new LogReader(
            "log", handler, stopped::countDown, Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void assign() {
        consumer.assign(List.of(LOG));
        consumer.updateBeginningOffsets(Map.of(LOG, 0L));
        consumer.seek(LOG, 7);
    }

    @Test
    void readingGoesOnByItselfWhereTheHandlerWantsWhatComesNext() {
        handler.next = new Position(7);

        reader.onMessage(records(5, 6));

        assertThat(consumer.position(LOG)).isEqualTo(7);
        assertThat(handler.got).extracting(ReceivedRecord::offset).containsExactly(5L, 6L);
        assertThat(reader.state()).isEqualTo(new ReaderState.Reading());
    }

    @Test
    void readingGoesBackToWhereTheHandlerIs() {
        handler.next = new Position(3);

        reader.onMessage(records(5, 6));

        assertThat(consumer.position(LOG)).isEqualTo(3);
    }

    @Test
    void anAssignmentBeginsWhereTheHandlerIs() {
        handler.next = new Position(4);

        reader.onPartitionsAssigned("readLog-in-0", consumer, List.of(LOG), true);
        assertThat(consumer.position(LOG)).isEqualTo(4);
    }

    @Test
    void anAssignmentWhileTheDatabaseIsUnavailableDoesNotEndTheConsumer() {
        handler.failure = new IllegalStateException("the database is unavailable");

        reader.onPartitionsAssigned("readLog-in-0", consumer, List.of(LOG), true);

        assertThat(reader.state()).isInstanceOf(ReaderState.Retrying.class);
    }

    /** The group's own offset may be the log's end, from which nothing comes until somebody writes. */
    @Test
    void anAssignmentThatFailedGoesOnByItselfThoughTheLogIsQuiet() {
        for (long offset = 0; offset < 7; offset++) {
            consumer.addRecord(record(offset));
        }
        handler.failure = new IllegalStateException("the database is unavailable");
        reader.onPartitionsAssigned("readLog-in-0", consumer, List.of(LOG), true);

        handler.failure = null;
        handler.next = new Position(3);
        List<ConsumerRecord<?, ?>> polled = new ArrayList<>();
        consumer.poll(Duration.ZERO).forEach(polled::add);
        reader.onMessage(message(polled));

        assertThat(polled).isNotEmpty();
        assertThat(consumer.position(LOG)).isEqualTo(3);
        assertThat(reader.state()).isEqualTo(new ReaderState.Reading());
    }

    @Test
    void anErrorIsRetriedLikeAnyFailureAndDoesNotEndTheConsumer() {
        handler.error = new StackOverflowError();

        assertThatThrownBy(() -> reader.onMessage(records(5)))
                .isInstanceOf(RuntimeException.class)
                .hasRootCause(handler.error);
        assertThat(reader.state()).isInstanceOf(ReaderState.Retrying.class);
        reader.onPartitionsAssigned("readLog-in-0", consumer, List.of(LOG), false);
        assertThat(reader.state()).isInstanceOf(ReaderState.Retrying.class);

        handler.error = null;
        handler.next = new Position(6);
        reader.onMessage(records(5));
        assertThat(reader.state()).isEqualTo(new ReaderState.Reading());
    }

    @Test
    void aFailureIsToldAndForgottenOnceItIsOver() {
        handler.failure = new IllegalStateException("the database is unavailable");
        assertThatThrownBy(() -> reader.onMessage(records(5))).isSameAs(handler.failure);
        assertThat(reader.state())
                .isEqualTo(
                        new ReaderState.Retrying(Instant.parse("2026-03-01T00:00:00Z"), "the database is unavailable"));

        handler.failure = null;
        handler.next = new Position(6);
        reader.onMessage(records(5));

        assertThat(reader.state()).isEqualTo(new ReaderState.Reading());
    }

    /** As when two have begun at the same time, and the log is the other one's. */
    @Test
    void aFailureIsForgottenOnceTheLogIsAnothersToRead() {
        handler.failure = new IllegalStateException("another instance has advanced the checkpoint at the same time");
        reader.onPartitionsAssigned("readLog-in-0", consumer, List.of(LOG), true);
        assertThat(reader.failure()).isSameAs(handler.failure);

        reader.onPartitionsRevokedAfterCommit("readLog-in-0", consumer, List.of(LOG));

        assertThat(reader.state()).isEqualTo(new ReaderState.Reading());
        assertThat(reader.failure()).isNull();
        assertThat(reader.isActive()).isFalse();
    }

    @Test
    void whatHasStoppedHasNotBegunAgainBecauseTheLogIsAnothersToRead() {
        handler.failure = new LogHandler.Stop("another instance is active");
        assertThatThrownBy(() -> reader.onMessage(records(5))).isSameAs(handler.failure);

        reader.onPartitionsRevokedAfterCommit("readLog-in-0", consumer, List.of(LOG));

        assertThat(reader.state()).isEqualTo(new ReaderState.Stopped("another instance is active"));
    }

    @Test
    void aHandlerThatMustNotGoOnEndsTheReading() throws Exception {
        handler.failure = new LogHandler.Stop("another instance is active");

        assertThatThrownBy(() -> reader.onMessage(records(5))).isSameAs(handler.failure);

        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.state()).isEqualTo(new ReaderState.Stopped("another instance is active"));
    }

    private Message<List<ReceivedRecord>> records(long... offsets) {
        List<ConsumerRecord<?, ?>> records = new ArrayList<>();
        for (long offset : offsets) {
            records.add(record(offset));
        }
        return message(records);
    }

    @SuppressWarnings("unchecked")
    private Message<List<ReceivedRecord>> message(List<ConsumerRecord<?, ?>> records) {
        return (Message<List<ReceivedRecord>>)
                new ReceivedBatchConverter().toMessage(records, null, consumer, List.class);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(
                "log",
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }

    private static final class Handler implements LogHandler {
        private Position next = new Position(0);
        private RuntimeException failure;
        private Error error;
        private final List<ReceivedRecord> got = new ArrayList<>();

        private void fail() {
            if (failure != null) {
                throw failure;
            }
            if (error != null) {
                throw error;
            }
        }

        @Override
        public Position resume() {
            fail();
            return next;
        }

        @Override
        public Position on(List<ReceivedRecord> records) {
            fail();
            got.addAll(records);
            return next;
        }
    }
}
