package org.dibao.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.Topics;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters of a topic. For occasional use: each reader opens its own connection. Not thread-safe. */
public final class DeadLetterReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

    /** @param topic the topic that the dead letters come from */
    public DeadLetterReader(KafkaSettings kafka, String topic) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("max.partition.fetch.bytes", 64 * 1024); // at least one record, however large
        config.put("fetch.min.bytes", 1);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        this.partition = new TopicPartition(Topics.deadLettersOf(topic), 0);
        this.consumer = new KafkaConsumer<>(config);
        consumer.assign(List.of(partition));
    }

    /**
     * In order, from an offset among the dead letters on.
     *
     * @param most how many; fewer come if these have more than {@code bytes} together
     * @throws LogUnavailable if the broker does not answer in time
     */
    public List<DeadLetter> from(long offset, int most, long bytes) {
        try {
            List<DeadLetter> found = new ArrayList<>();
            long end = end();
            long size = 0;
            for (long next = offset; next < end && found.size() < most && size < bytes; next++) {
                DeadLetter letter = read(next);
                found.add(letter);
                size += letter.bytes();
            }
            return found;
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /**
     * The dead letter of a record, found in few steps, because dead letters are in the order of their records.
     *
     * @return null if there is none
     * @throws LogUnavailable if the broker does not answer in time
     */
    public @Nullable DeadLetter of(Position position) {
        try {
            long low = 0;
            long high = end() - 1;
            while (low <= high) {
                long middle = (low + high) >>> 1;
                DeadLetter letter = read(middle);
                if (letter.position().equals(position)) {
                    return letter;
                }
                if (letter.position().isAfter(position)) {
                    high = middle - 1;
                } else {
                    low = middle + 1;
                }
            }
            return null;
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private long end() {
        return Objects.requireNonNullElse(
                consumer.endOffsets(List.of(partition)).get(partition), 0L);
    }

    private DeadLetter read(long offset) {
        consumer.seek(partition, offset);
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return letter(record);
            }
        }
        throw unavailable(null);
    }

    /** The last header of each of both names is Dibao's own; the record may have some of these names itself. */
    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        Header position = record.headers().lastHeader(Headers.DEAD_POSITION);
        Header reason = record.headers().lastHeader(Headers.DEAD_REASON);
        List<DeadLetter.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (header != position && header != reason) {
                headers.add(new DeadLetter.Header(header.key(), header.value()));
            }
        }
        return new DeadLetter(
                record.offset(),
                position == null ? Position.NONE : new Position(Long.parseLong(Codec.text(position.value()))),
                Instant.ofEpochMilli(record.timestamp()),
                reason == null ? "" : new String(reason.value(), StandardCharsets.UTF_8),
                record.key(),
                headers,
                record.value());
    }

    private LogUnavailable unavailable(@Nullable KafkaException cause) {
        return new LogUnavailable("topic " + partition.topic() + " does not give its records", cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
