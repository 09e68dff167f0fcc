package org.dibao.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one topic of one partition, in the order of the calls, each record at once ({@code linger.ms=0}) and
 * acknowledged by all in-sync replicas. An append that fails is in the topic once or not at all; what it became is read
 * from the topic's {@link #last last record}. Safe for many threads.
 */
public final class TopicWriter implements AutoCloseable {
    /** How long an append may wait for the broker before it is given up. */
    static final int DELIVERY_TIMEOUT_MS = 5000;

    private static final int MAX_BLOCK_MS = 3000;

    private final KafkaSettings kafka;
    private final String topic;
    private final Object changing = new Object();
    private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

    public TopicWriter(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Hands a record to the broker.
     *
     * <p>Blocks for up to 3 s while the broker is unknown: never call it on an event loop.
     *
     * @return the record's offset, once it is acknowledged; or fails with {@link LogUnavailable} within 5 s
     */
    public CompletableFuture<Position> append(EventMessage message) {
        return send(message, () -> {});
    }

    private CompletableFuture<Position> send(EventMessage message, Runnable onFailure) {
        CompletableFuture<Position> done = new CompletableFuture<>();
        try {
            producer().send(record(message), (metadata, failure) -> {
                if (failure == null) {
                    done.complete(new Position(metadata.offset()));
                } else {
                    onFailure.run();
                    done.completeExceptionally(unavailable(failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) { // the latter: closed meanwhile
            onFailure.run();
            done.completeExceptionally(unavailable(e));
        }
        return done;
    }

    /**
     * Appends a run of records and waits until all are acknowledged.
     *
     * @throws LogUnavailable if one was not; ask {@link #last} where the run ended before sending anything again
     */
    public void appendAll(List<EventMessage> messages) {
        List<CompletableFuture<Position>> sent = new ArrayList<>(messages.size());
        for (EventMessage message : messages) {
            // A producer that gave up on one record would go on with the next. The failure is told in its sending
            // thread, so
            // closing it right there keeps everything behind the lost record out of the topic: no gap.
            CompletableFuture<Position> one = send(message, this::reset);
            sent.add(one);
            if (one.isCompletedExceptionally()) {
                break; // what comes behind a lost record must not be sent
            }
        }
        try {
            for (CompletableFuture<Position> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LogUnavailable cause ? cause : unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /**
     * The position that the topic's last record names in a header.
     *
     * @throws LogUnavailable if the broker does not answer
     */
    public Position last(String positionHeader) {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("default.api.timeout.ms", DELIVERY_TIMEOUT_MS);
        config.put("max.poll.records", 1);
        config.put("fetch.min.bytes", 1);
        config.put("allow.auto.create.topics", false);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end <= begin) {
                return Position.NONE;
            }
            consumer.seek(partition, end - 1);
            long deadline =
                    System.nanoTime() + Duration.ofMillis(DELIVERY_TIMEOUT_MS).toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header header = record.headers().lastHeader(positionHeader);
                    if (header == null) {
                        throw new TopicProblem("the last record of topic " + topic + " has no header " + positionHeader
                                + ": something else has written there; give Dibao a topic of its own (dibao.topics.*)");
                    }
                    return new Position(Long.parseLong(Codec.text(header.value())));
                }
            }
            throw new LogUnavailable("the broker does not give the last record of topic " + topic, null);
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /** Connects, so that the first append does not pay for it. Fails quietly: the append will tell. */
    public void warmUp() {
        try {
            producer().partitionsFor(topic);
        } catch (KafkaException e) {
            // The broker is away; whoever appends will be told.
        }
    }

    /** Gives up what is under way and starts anew, so that nothing of the past can arrive later from this writer. */
    public void reset() {
        KafkaProducer<byte[], byte[]> old;
        synchronized (changing) {
            old = producer;
            producer = null;
        }
        if (old != null) {
            old.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        reset();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> current = producer;
        if (current != null) {
            return current;
        }
        synchronized (changing) {
            current = producer;
            if (current == null) {
                current = new KafkaProducer<>(config());
                producer = current;
            }
            return current;
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.common();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        config.put("batch.size", 256 * 1024);
        config.put("max.block.ms", MAX_BLOCK_MS);
        config.put("delivery.timeout.ms", DELIVERY_TIMEOUT_MS);
        config.put("request.timeout.ms", 3000);
        config.put("max.request.size", TopicSetup.MAX_DEAD_LETTER_BYTES);
        return config;
    }

    private ProducerRecord<byte[], byte[]> record(EventMessage message) {
        byte[] key = message.key() == null ? null : message.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, key, message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private LogUnavailable unavailable(Throwable cause) {
        return new LogUnavailable("topic " + topic + " did not take a record in time: " + cause.getMessage(), cause);
    }
}
