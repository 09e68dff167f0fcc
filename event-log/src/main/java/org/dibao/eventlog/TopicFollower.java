package org.dibao.eventlog;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.support.loop.LoopState;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic of one partition from an offset on, in its own {@linkplain SupervisedLoop supervised loop} and without
 * a consumer group: every follower sees every record, in order, at least once. After any failure, including an
 * {@link Error}, the handler receives the same records again. The follower waits indefinitely for an unavailable
 * broker.
 */
public final class TopicFollower implements Supervised, AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** How long the broker waits for a record before it answers that there is none. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private static final Duration ANSWER = Duration.ofSeconds(3);
    /** Without an answer for this long, the broker is asked whether it is there. */
    private static final Duration PATIENCE = WAIT.multipliedBy(2);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

    /** Handles each run of records, in the follower's thread. */
    @FunctionalInterface
    public interface Handler {
        void on(List<ReceivedRecord> records) throws Exception;
    }

    private final TopicPartition partition;
    private final Handler handler;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SupervisedLoop loop;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile long heard;
    private volatile @Nullable Long upToDate;
    /** Confined to the loop's thread. */
    private long next;

    /** @param from the first offset to read; if negative, reading starts at the topic's end at the time of the start */
    public TopicFollower(KafkaSettings kafka, String topic, long from, Handler handler) {
        this(topic, from, handler, () -> new KafkaConsumer<>(config(kafka)));
    }

    TopicFollower(String topic, long from, Handler handler, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.partition = new TopicPartition(topic, 0);
        this.next = from;
        this.handler = handler;
        this.consumers = consumers;
        this.heard = System.nanoTime();
        this.loop = SupervisedLoop.of("follow-" + topic, this::follow, this::wakeUp);
    }

    public void start() {
        loop.start();
    }

    /**
     * Whether the last attempt to read and handle records succeeded and the broker has answered within the last few
     * seconds.
     */
    public boolean isHealthy() {
        return loop.state() instanceof LoopState.Running running
                && running.lastProgress() != null
                && System.nanoTime() - heard < SILENCE.toNanos();
    }

    /**
     * How far the follower lags in time: the time since everything then in the topic had been handled. A second or two
     * in normal operation; it grows while the broker is unavailable, while the handler fails and while the follower is
     * catching up. Unbounded until the follower has caught up for the first time.
     */
    public Duration behind() {
        Long then = upToDate;
        return then == null ? ChronoUnit.FOREVER.getDuration() : Duration.ofNanos(System.nanoTime() - then);
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    private Next follow() throws Exception {
        Consumer<byte[], byte[]> reader = consumers.get();
        consumer = reader;
        try {
            reader.assign(List.of(partition));
            read(reader);
        } finally {
            consumer = null;
            reader.close(AT_ONCE);
        }
        return Next.AGAIN;
    }

    private void read(Consumer<byte[], byte[]> reader) throws Exception {
        long asked = System.nanoTime();
        long end = end(reader);
        if (next < 0) {
            next = end;
        }
        reader.seek(partition, next);
        heard = System.nanoTime();
        upToDate(asked, next >= end);
        Answers answers = new Answers(reader, partition);
        while (!loop.isClosing()) {
            long polled = System.nanoTime();
            ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
            if (answers.hasNew()) {
                asked = polled;
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                end(reader); // fails without a broker, of which a poll says nothing
                heard = System.nanoTime();
            }
            if (!records.isEmpty()) {
                next = handle(records);
                loop.progressed();
            }
            upToDate(asked, answers.nothingIsLeft());
        }
    }

    /** @param then when the broker was asked for what has been handled since */
    private void upToDate(long then, boolean nothingIsLeft) {
        if (nothingIsLeft) {
            upToDate = then;
            loop.progressed(); // not before that: records that have failed are still to be handled
        }
    }

    /** @return the offset after them */
    private long handle(ConsumerRecords<byte[], byte[]> records) throws Exception {
        List<ReceivedRecord> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(ReceivedRecord.of(record));
        }
        handler.on(batch);
        return batch.getLast().offset() + 1;
    }

    private long end(Consumer<byte[], byte[]> reader) {
        return reader.endOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
    }

    private void wakeUp() {
        Consumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
    }

    private static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("fetch.min.bytes", 1);
        config.put("fetch.max.wait.ms", (int) WAIT.toMillis());
        config.put("max.poll.records", 500);
        config.put("default.api.timeout.ms", 10_000);
        return config;
    }

    /** Waits until the handler has ended, within the bounds of {@link SupervisedLoop#close}. */
    @Override
    public void close() {
        loop.close();
    }
}
