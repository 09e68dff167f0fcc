package org.dibao.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * Finds single records in topics of one partition. For occasional use: each finder opens its own connection. Not
 * thread-safe.
 */
public final class RecordFinder implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Each step but the last skips a record that somebody else wrote or a duplicate. */
    private static final int STEPS = 100;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long deadline = System.nanoTime() + TIMEOUT.toNanos();

    public RecordFinder(KafkaSettings kafka) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("max.poll.records", 1);
        config.put("max.partition.fetch.bytes", 64 * 1024); // at least one record, however large
        config.put("fetch.min.bytes", 1);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        this.consumer = new KafkaConsumer<>(config);
    }

    /**
     * The record at an offset: a submission in the log.
     *
     * @return null if there is none
     * @throws LogUnavailable if the broker does not answer in time
     */
    public @Nullable ReceivedRecord at(String topic, Position offset) {
        return within(topic, partition -> {
            long end = end(partition);
            return offset.value() < 0 || offset.value() >= end ? null : read(partition, offset.value());
        });
    }

    /**
     * The record about a position: an event or a publication. Its offset equals the position if nobody else has written
     * to the topic, and is close to it otherwise.
     *
     * @return null if there is none
     * @throws LogUnavailable if the broker does not answer in time
     */
    public @Nullable ReceivedRecord of(String topic, Position position) {
        return within(topic, partition -> {
            long last = end(partition) - 1;
            long offset = Math.min(position.value(), last);
            for (int step = 0; step < STEPS && offset >= 0 && offset <= last; step++) {
                ReceivedRecord record = read(partition, offset);
                Position found = record.position();
                if (position.equals(found)) {
                    return record;
                }
                // Somebody else's record says nothing about positions: look at the next one.
                long ahead = found == null ? 1 : position.value() - found.value();
                if (ahead > 0 && offset == last) {
                    return null; // not yet
                }
                offset = Math.min(offset + ahead, last);
            }
            return null;
        });
    }

    private interface Search {
        @Nullable
        ReceivedRecord in(TopicPartition partition);
    }

    private @Nullable ReceivedRecord within(String topic, Search search) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            consumer.assign(List.of(partition));
            return search.in(partition);
        } catch (KafkaException e) {
            throw new LogUnavailable("topic " + topic + " does not give its records", e);
        }
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNullElse(
                consumer.endOffsets(List.of(partition)).get(partition), 0L);
    }

    private ReceivedRecord read(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return ReceivedRecord.of(record);
            }
        }
        throw new LogUnavailable("topic " + partition.topic() + " does not give the record at " + offset, null);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
