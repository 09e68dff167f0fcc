package org.dibao.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
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
     * The position that a topic's last record names in a header, {@link Position#NONE} if there is no record.
     *
     * @throws LogUnavailable if the broker does not answer within 5 s
     * @throws TopicProblem   if that record has no such header
     */
    public static Position lastPosition(KafkaSettings kafka, String topic, String header) {
        return ask(kafka, topic, (consumer, partition) -> {
            long end = end(consumer, partition);
            long begin = consumer.beginningOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
            return end <= begin ? Position.NONE : position(lastRecord(consumer, partition, end), header);
        });
    }

    /**
     * What a topic's last record has in a header; absent if there is no record, or it has no such header.
     *
     * @throws LogUnavailable if the broker does not answer within 5 s
     */
    public static @Nullable String lastHeader(KafkaSettings kafka, String topic, String header) {
        return ask(kafka, topic, (consumer, partition) -> {
                    long end = end(consumer, partition);
                    long begin = consumer.beginningOffsets(List.of(partition), TIMEOUT)
                            .getOrDefault(partition, 0L);
                    return end <= begin
                            ? Optional.<Header>empty()
                            : Optional.ofNullable(lastRecord(consumer, partition, end)
                                    .headers()
                                    .lastHeader(header));
                })
                .map(found -> Codec.text(found.value()))
                .orElse(null);
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
    }

    private static ConsumerRecord<byte[], byte[]> lastRecord(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long end) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, end - 1);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return record;
            }
        }
        throw new LogUnavailable("the broker does not give the last record of topic " + partition.topic(), null);
    }

    private static Position position(ConsumerRecord<byte[], byte[]> record, String header) {
        Header named = record.headers().lastHeader(header);
        if (named == null) {
            throw new TopicProblem("the last record of topic " + record.topic() + " has no header " + header
                    + ": something else has written there; give Dibao a topic of its own (dibao.topics.*)");
        }
        return new Position(Long.parseLong(Codec.text(named.value())));
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
