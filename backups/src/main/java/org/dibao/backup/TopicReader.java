package org.dibao.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.contract.wire.Codec;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicSetup;

/** Reads topics as they are, without a group and without being noticed. Not thread-safe. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(KafkaSettings kafka) {
        this.kafka = kafka;
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        // The progress of deliveries is written in transactions: what was given up is not in the topic.
        config.put("isolation.level", "read_committed");
        config.put("fetch.min.bytes", 1);
        // A fetch that waits for what is to come would hold up the next topic.
        config.put("fetch.max.wait.ms", 10);
        config.put("default.api.timeout.ms", 10_000);
        this.consumer = new KafkaConsumer<>(config);
    }

    boolean has(String topic) {
        return TopicSetup.exists(kafka, topic);
    }

    int partitions(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    /** The offset after a partition's last record. */
    long end(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return Objects.requireNonNull(consumer.endOffsets(List.of(of)).get(of));
    }

    private long begin(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return Objects.requireNonNull(consumer.beginningOffsets(List.of(of)).get(of));
    }

    /**
     * The records of a log: each offset from one to another, in order.
     *
     * @param end the offset after the last one
     * @throws CommandFailed if one is missing: it could not be restored at the offset at which readers look for it
     */
    void log(String topic, long first, long end, Segment.Each each) throws IOException {
        if (first < end && begin(topic, 0) > first) {
            throw missing(topic, first);
        }
        long[] next = {first};
        read(topic, 0, first, end, record -> {
            if (record.offset() != next[0]) {
                throw missing(topic, next[0]);
            }
            each.on(LoggedRecord.of(record));
            next[0]++;
        });
        if (next[0] < end) {
            throw missing(topic, next[0]);
        }
    }

    private static CommandFailed missing(String topic, long offset) {
        return new CommandFailed(
                Exit.REFUSED,
                "The topic " + topic + " has no record at offset " + offset
                        + ", so that it cannot be restored as it is; the last backup is as it was. Records are only ever"
                        + " appended there, one after the other: find out what has deleted it, or written in a transaction.");
    }

    /** The latest record of each key in a partition, in order. */
    List<LoggedRecord> latest(String topic, int partition) throws IOException {
        Map<String, LoggedRecord> latest = new LinkedHashMap<>();
        read(topic, partition, begin(topic, partition), end(topic, partition), record -> {
            String key = Codec.text(Objects.requireNonNull(record.key(), "a record without a key in " + topic));
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, LoggedRecord.of(record));
            }
        });
        return latest.values().stream()
                .sorted(Comparator.comparing(LoggedRecord::offset))
                .toList();
    }

    private interface Received {
        void on(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private void read(String topic, int partition, long first, long end, Received received) throws IOException {
        TopicPartition of = new TopicPartition(topic, partition);
        consumer.assign(List.of(of));
        consumer.seek(of, first);
        long heard = System.nanoTime();
        while (consumer.position(of) < end) {
            long before = consumer.position(of);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    received.on(record);
                }
            }
            if (consumer.position(of) > before) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new LogUnavailable("topic " + topic + " does not give its records", null);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
