package org.dibao.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.dibao.contract.wire.Codec;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;

/** Compacted topics, a partition at a time. */
final class Partitions {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ofSeconds(1));

    private Partitions() {}

    /** The partition of a key, as Kafka's own producers choose it. */
    static int of(String key, int count) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
    }

    static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        config.put("fetch.min.bytes", 1);
        config.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        return config;
    }

    /**
     * The latest value of each key. Blocks.
     *
     * @throws LogUnavailable if the broker does not give it in time
     */
    static Map<String, byte[]> latest(KafkaSettings kafka, TopicPartition partition) {
        Map<String, byte[]> latest = new HashMap<>();
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(config(kafka));
        try {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = end(reader, partition);
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (reader.position(partition) < end) {
                var records = reader.poll(Duration.ofMillis(200));
                if (records.isEmpty() && System.nanoTime() > deadline) {
                    throw new LogUnavailable("topic " + partition.topic() + " does not give its records", null);
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    String key = Codec.text(record.key());
                    if (record.value() == null) {
                        latest.remove(key);
                    } else {
                        latest.put(key, record.value());
                    }
                    deadline = System.nanoTime() + TIMEOUT.toNanos();
                }
            }
            return latest;
        } catch (KafkaException e) {
            throw new LogUnavailable("topic " + partition.topic() + " does not give its records", e);
        } finally {
            reader.close(AT_ONCE);
        }
    }

    /** The offset of the record to come. */
    static long end(KafkaConsumer<byte[], byte[]> reader, TopicPartition partition) {
        return reader.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
    }

    /** Whether there is a record at an offset before the end, and not one of a transaction that was ended. */
    static boolean holds(KafkaConsumer<byte[], byte[]> reader, TopicPartition partition, long offset)
            throws TimeoutException {
        reader.assign(List.of(partition));
        reader.seek(partition, offset);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (reader.position(partition) == offset) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                return record.offset() == offset;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topic " + partition.topic() + " does not give its records");
            }
        }
        return false;
    }
}
