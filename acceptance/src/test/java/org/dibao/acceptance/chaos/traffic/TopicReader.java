package org.dibao.acceptance.chaos.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A subscriber of a topic, who reads on from its first record to its last, whatever the broker does, and skips what came before. */
public final class TopicReader implements AutoCloseable {
    private final String servers;
    private final TopicPartition partition;
    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final Thread reading;
    private long last = -1;
    private volatile boolean closed;

    public TopicReader(String servers, String topic) {
        this.servers = servers;
        this.partition = new TopicPartition(topic, 0);
        this.reading = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "allow.auto.create.topics",
                        false,
                        "enable.metrics.push",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> take(position(record)));
            }
        }
    }

    private void take(long position) {
        if (position > last) {
            last = position;
            positions.add(position);
        }
    }

    private static long position(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
    }

    /** Of all records so far, without those that came again. */
    public List<Long> positions() {
        return List.copyOf(positions);
    }

    @Override
    public void close() {
        closed = true;
        try {
            reading.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
