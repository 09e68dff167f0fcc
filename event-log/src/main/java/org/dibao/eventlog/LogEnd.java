package org.dibao.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a topic ends. An instance is asked without blocking, again and again, and keeps what it heard last for metrics; the
 * static methods ask once and block.
 */
public final class LogEnd implements AutoCloseable {
    private static final long FRESH_MS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RenewedAdmin admin;
    private final TopicPartition partition;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Position last = Position.NONE;
    private volatile long heardAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(FRESH_MS) - 1;

    public LogEnd(KafkaSettings kafka, String topic) {
        this.admin = new RenewedAdmin(kafka, PATIENCE);
        this.partition = new TopicPartition(topic, 0);
    }

    /** The offset of the topic's last record, {@link Position#NONE} if there is none. Fails if the broker does not answer in time. */
    public CompletableFuture<Position> ask(Duration timeout) {
        return admin.ask(
                        client -> client.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition),
                        timeout)
                .thenApply(result -> heard(new Position(result.offset() - 1)));
    }

    /** What was heard last; asks again without waiting if that is old. */
    public Position last() {
        boolean old = System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(FRESH_MS);
        if (old && asking.compareAndSet(false, true)) {
            ask(PATIENCE).whenComplete((_, _) -> asking.set(false));
        }
        return last;
    }

    private Position heard(Position end) {
        last = end;
        heardAt = System.nanoTime();
        return end;
    }

    @Override
    public void close() {
        admin.close();
    }

    /**
     * The offset of a topic's last record, {@link Position#NONE} if there is none.
     *
     * @throws LogUnavailable if the broker does not answer within 5 s
     */
    public static Position lastOffset(KafkaSettings kafka, String topic) {
        return ask(kafka, topic, (consumer, partition) -> new Position(end(consumer, partition) - 1));
    }

    /**
     * The position that a topic's last record names in a header, {@link Position#NONE} if there is none. Records of others are passed
     * over.
     *
     * @throws LogUnavailable if the broker does not answer within 5 s
     */
    public static Position lastPosition(KafkaSettings kafka, String topic, String header) {
        return ask(
                kafka,
                topic,
                (consumer, partition) -> last(consumer, partition, record -> position(record, header))
                        .orElse(Position.NONE));
    }

    /**
     * What the last record of Dibao's in a topic has in a header; absent if there is no record, or it has no such header.
     *
     * @throws LogUnavailable if the broker does not answer within 5 s
     */
    public static @Nullable String lastHeader(KafkaSettings kafka, String topic, String header) {
        return ask(
                        kafka,
                        topic,
                        (consumer, partition) ->
                                last(consumer, partition, record -> record.position() == null ? null : record))
                .map(record -> record.headers().get(header))
                .orElse(null);
    }

    /** What is made of the last record of which anything is. */
    private static <T> Optional<T> last(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Function<ReceivedRecord, @Nullable T> made) {
        long begin = consumer.beginningOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
        for (long offset = end(consumer, partition) - 1; offset >= begin; offset--) {
            T found = made.apply(record(consumer, partition, offset));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
    }

    private static ReceivedRecord record(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return ReceivedRecord.of(record);
            }
        }
        throw new LogUnavailable("the broker does not give the last record of topic " + partition.topic(), null);
    }

    private static @Nullable Position position(ReceivedRecord record, String header) {
        return header.equals(Headers.ID)
                ? record.position()
                : position(record.headers().get(header));
    }

    /** Absent if the text is no position. */
    static @Nullable Position position(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? new Position(Long.parseLong(text)) : null;
    }

    private static <T> T ask(
            KafkaSettings kafka, String topic, BiFunction<Consumer<byte[], byte[]>, TopicPartition, T> question) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("max.poll.records", 1);
        config.put("fetch.min.bytes", 1);
        config.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            return question.apply(consumer, new TopicPartition(topic, 0));
        } catch (KafkaException e) {
            throw new LogUnavailable("the broker does not tell the end of topic " + topic, e);
        }
    }
}
