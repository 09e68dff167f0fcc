package org.dibao.acceptance.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A topic of one partition, read as any subscriber would. */
public final class Topic {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String servers;
    private final TopicPartition partition;
    private final Predicate<Event> wanted;

    Topic(String servers, String name) {
        this(servers, new TopicPartition(name, 0), _ -> true);
    }

    private Topic(String servers, TopicPartition partition, Predicate<Event> wanted) {
        this.servers = servers;
        this.partition = partition;
        this.wanted = wanted;
    }

    /** The same without what somebody else has written there: who subscribes looks at the type. */
    Topic ofDibao() {
        return new Topic(servers, partition, event -> event.type().startsWith("org.dibao."));
    }

    /** The offset that its next record will have. */
    public long end() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return end(consumer);
        }
    }

    public List<Event> all() {
        return from(0);
    }

    /** All records from an offset up to the present end. */
    public List<Event> from(long offset) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long end = end(consumer);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition, PATIENCE) < end) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("topic " + partition.topic() + " could not be read to its end " + end);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(event(record)));
            }
        }
        return events.stream().filter(wanted).toList();
    }

    private long end(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        byte[] key = record.key();
        byte[] value = record.value();
        return new Event(
                record.offset(), key == null ? null : new String(key, StandardCharsets.UTF_8), headers, json(value));
    }

    /** Of a record that is no JSON, nothing. */
    private static JsonNode json(byte @Nullable [] value) {
        try {
            return value == null ? MissingNode.getInstance() : JSON.readTree(value);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "allow.auto.create.topics", false, "enable.metrics.push", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
