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
import org.dibao.contract.wire.Headers;
import org.jspecify.annotations.Nullable;

/** Finds single records in topics of one partition. Meant for the rare question: it connects anew. For one thread. */
public final class RecordFinder implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Each step but the last passes a record that somebody else wrote, or one that is there twice. */
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
     * The record with an offset: a submission in the log.
     *
     * @return null if it is not there
     * @throws LogUnavailable if the broker does not answer in time
     */
    public @Nullable Received at(String topic, Position offset) {
        return within(topic, partition -> {
            long end = end(partition);
            return offset.value() < 0 || offset.value() >= end ? null : read(partition, offset.value());
        });
    }

    /**
     * The record that tells of a position: an event, or a publication. Its offset is that position where nobody else has
     * written to the topic, and near it otherwise.
     *
     * @return null if it is not there
     * @throws LogUnavailable if the broker does not answer in time
     */
    public @Nullable Received of(String topic, Position position) {
        return within(topic, partition -> {
            long last = end(partition) - 1;
            long offset = Math.min(position.value(), last);
            for (int step = 0; step < STEPS && offset >= 0 && offset <= last; step++) {
                Received record = read(partition, offset);
                Position found = position(record);
                if (position.equals(found)) {
                    return record;
                }
                // Of somebody else's record nothing follows: look behind it.
                long ahead = found == null ? 1 : position.value() - found.value();
                if (ahead > 0 && offset == last) {
                    return null; // not yet
                }
                offset = Math.min(offset + ahead, last);
            }
            return null;
        });
    }

    private static @Nullable Position position(Received record) {
        String id = record.headers().getOrDefault(Headers.ID, "");
        return id.matches("[0-9]{1,18}") ? new Position(Long.parseLong(id)) : null;
    }

    private interface Search {
        @Nullable
        Received in(TopicPartition partition);
    }

    private @Nullable Received within(String topic, Search search) {
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

    private Received read(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return Received.of(record);
            }
        }
        throw new LogUnavailable("topic " + partition.topic() + " does not give the record at " + offset, null);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
