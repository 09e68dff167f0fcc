package org.dibao.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic of one partition whose records name positions, in runs from any position on. It keeps its connection,
 * and a run that continues the one before needs no search. Thread-safe: one question is answered at a time, each within
 * some seconds.
 */
public final class TopicHistory implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final TopicPartition partition;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    /** Where the consumer's next record is, and the position before it; absent if that is not known. */
    private @Nullable Position readUpTo;

    public TopicHistory(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, 0);
    }

    /**
     * The records after a position in order, each position once, {@code max} of them or as many as there are. Records of
     * others are skipped.
     *
     * @throws LogUnavailable if the broker does not answer in time
     */
    public List<ReceivedRecord> after(Position after, int max) {
        return after(after, max, Long.MAX_VALUE);
    }

    /**
     * The records after a position as above, up to the one with which their values have at least that many bytes together.
     *
     * @throws LogUnavailable if the broker does not answer in time
     */
    public List<ReceivedRecord> after(Position after, int max, long bytes) {
        return ask(reader -> {
            long end = end(reader);
            if (!after.equals(readUpTo)) {
                seek(reader, after, end);
            }
            readUpTo = null; // until this has succeeded
            List<ReceivedRecord> found = new ArrayList<>(max);
            Position at = after;
            long size = 0;
            while (found.size() < max && size < bytes && reader.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : poll(reader)) {
                    ReceivedRecord received = ReceivedRecord.of(record);
                    Position position = received.position();
                    if (position == null || !position.isAfter(at)) {
                        continue;
                    }
                    if (found.size() == max || size >= bytes) {
                        reader.seek(partition, record.offset());
                        break;
                    }
                    found.add(received);
                    at = position;
                    size += received.bytes();
                }
            }
            readUpTo = at;
            return found;
        });
    }

    /**
     * The position of the first record that was written at this time or later; the position after the last one if there
     * is none.
     *
     * @throws LogUnavailable if the broker does not answer in time
     */
    public Position firstSince(Instant time) {
        return ask(reader -> {
            readUpTo = null;
            OffsetAndTimestamp first = reader.offsetsForTimes(Map.of(partition, Math.max(0, time.toEpochMilli())))
                    .get(partition);
            long end = end(reader);
            long offset = first == null ? end : first.offset();
            for (long next = offset; next < end; next++) {
                Position position = at(reader, next).position();
                if (position != null) {
                    return position;
                }
            }
            for (long last = Math.min(offset, end) - 1; last >= 0; last--) {
                Position position = at(reader, last).position();
                if (position != null) {
                    return position.next();
                }
            }
            return new Position(0);
        });
    }

    /** A record's offset is never below its position, so that nothing wanted comes before the offset found. */
    private void seek(KafkaConsumer<byte[], byte[]> reader, Position after, long end) {
        long first = Objects.requireNonNullElse(
                reader.beginningOffsets(List.of(partition)).get(partition), 0L);
        long offset = Math.max(first, Math.min(after.value() + 1, end));
        while (offset < end) {
            Position found = at(reader, offset).position();
            // Somebody else's record says nothing about positions: what it may hide is read over.
            long ahead = found == null ? 0 : after.value() + 1 - found.value();
            if (ahead <= 0) {
                break;
            }
            offset = Math.min(offset + ahead, end);
        }
        reader.seek(partition, offset);
    }

    private ReceivedRecord at(KafkaConsumer<byte[], byte[]> reader, long offset) {
        reader.seek(partition, offset);
        return ReceivedRecord.of(poll(reader).iterator().next());
    }

    /** @return at least one record */
    private Iterable<ConsumerRecord<byte[], byte[]>> poll(KafkaConsumer<byte[], byte[]> reader) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            var records = reader.poll(Duration.ofMillis(200));
            if (!records.isEmpty()) {
                return records;
            }
        }
        throw new LogUnavailable("topic " + partition.topic() + " does not give its records", null);
    }

    private long end(KafkaConsumer<byte[], byte[]> reader) {
        return Objects.requireNonNullElse(reader.endOffsets(List.of(partition)).get(partition), 0L);
    }

    private interface Question<T> {
        T of(KafkaConsumer<byte[], byte[]> reader);
    }

    private synchronized <T> T ask(Question<T> question) {
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(config());
            open.assign(List.of(partition));
            consumer = open;
        }
        boolean answered = false;
        try {
            T answer = question.of(open);
            answered = true;
            return answer;
        } catch (KafkaException e) {
            throw new LogUnavailable("topic " + partition.topic() + " does not give its records", e);
        } finally {
            if (!answered) {
                close(); // the next question gets a new connection
            }
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("max.poll.records", 500);
        config.put("fetch.min.bytes", 1);
        config.put(
                "fetch.max.wait.ms",
                10); // nobody waits for what is to come, and a fetch that does would hold up the next
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        return config;
    }

    @Override
    public synchronized void close() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        readUpTo = null;
        if (open != null) {
            open.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
