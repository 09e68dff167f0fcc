package org.dibao.projector.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.DeadLetterReader;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicSetup;
import org.dibao.projector.DeadLetters;

/**
 * The dead letters of one topic. A dead letter is a byte-for-byte copy of the record, read from the topic itself, with
 * the record's offset and the reason in two headers after its own. For rare use: each call opens its own connection.
 */
public final class KafkaDeadLetters implements DeadLetters {
    private static final int MAX_REASON_BYTES = 4096;
    private static final int AT_A_TIME = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final String topic;

    /** @param topic the topic that the dead letters come from */
    public KafkaDeadLetters(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    public String name() {
        return Topics.deadLettersOf(topic);
    }

    @Override
    public Position last() {
        return BrokerCalls.ask(() -> LogEnd.lastPosition(kafka, name(), Headers.DEAD_POSITION));
    }

    @Override
    public Map<Position, Copy> copies() {
        return BrokerCalls.ask(() -> {
            Map<Position, Copy> copies = new HashMap<>();
            List<org.dibao.eventlog.DeadLetter> some = List.of();
            do {
                long next = some.isEmpty() ? 0 : some.getLast().offset() + 1;
                try (DeadLetterReader reader = new DeadLetterReader(kafka, topic)) {
                    some = reader.from(next, AT_A_TIME, TopicSetup.MAX_DEAD_LETTER_BYTES);
                }
                some.forEach(letter -> copies.put(letter.position(), Copy.of(letter.reason(), letter.value())));
            } while (!some.isEmpty());
            return copies;
        });
    }

    @Override
    public void append(List<DeadLetter> letters) {
        BrokerCalls.tell(() -> letters.forEach(this::append));
    }

    private void append(DeadLetter dead) {
        ConsumerRecord<byte[], byte[]> record = read(dead.offset());
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(name(), 0, record.key(), record.value(), record.headers());
        letter.headers().add(Headers.DEAD_POSITION, dead.offset().toString().getBytes(StandardCharsets.UTF_8));
        letter.headers().add(Headers.DEAD_REASON, cut(dead.reason()));
        Map<String, Object> config = kafka.common();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        config.put("acks", "all");
        config.put("linger.ms", 0);
        config.put("max.block.ms", 3000);
        config.put("request.timeout.ms", 3000);
        config.put("delivery.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        config.put("max.request.size", TopicSetup.MAX_DEAD_LETTER_BYTES);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
            producer.send(letter).get();
        } catch (KafkaException | ExecutionException e) {
            throw new LogUnavailable("topic " + name() + " did not take a record: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while writing to topic " + name(), e);
        }
    }

    private ConsumerRecord<byte[], byte[]> read(Position position) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("max.poll.records", 1);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.value());
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return record;
                }
            }
            throw new LogUnavailable("topic " + topic + " does not give the record at " + position, null);
        } catch (KafkaException e) {
            throw new LogUnavailable("topic " + topic + " does not give the record at " + position, e);
        }
    }

    private static byte[] cut(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, MAX_REASON_BYTES);
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--; // not within a character
        }
        return java.util.Arrays.copyOf(bytes, end);
    }
}
