package org.dibao.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one topic, of one partition unless the caller names it, in the order of the calls, each record at once ({@code
 * linger.ms=0}) and
 * acknowledged by all in-sync replicas. A failed append is in the topic once or not at all; the topic's
 * {@link #last last record} tells which. Thread-safe.
 *
 * <p>Only one request is in flight. With several, a broker that does not know the producer yet would accept a batch
 * after refusing its predecessor, which would leave a gap in the topic. Throughput does not suffer: while a request is
 * in flight, further records are batched into the next.
 */
public final class TopicWriter implements AutoCloseable {
    /** How long an append may wait for the broker before it is given up. */
    static final int DELIVERY_TIMEOUT_MS = 5000;

    private static final int MAX_BLOCK_MS = 3000;

    /** Each record has its own deadline in the producer; this one is for a producer whose thread is dead. */
    private static final int ACKNOWLEDGED_WITHIN_MS = DELIVERY_TIMEOUT_MS + 1000;

    private final KafkaSettings kafka;
    private final String topic;
    private final Object changing = new Object();
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    public TopicWriter(KafkaSettings kafka, String topic) {
        this(kafka, topic, KafkaProducer::new);
    }

    /** @param producers opens a producer with this configuration */
    TopicWriter(KafkaSettings kafka, String topic, Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        this.kafka = kafka;
        this.topic = topic;
        this.producers = producers;
    }

    /**
     * Sends a record to the broker.
     *
     * <p>Blocks for up to 3 s while there is no connection yet: never call it on an event loop.
     *
     * @return the record's offset once it is acknowledged; fails with {@link LogUnavailable} within 5 s otherwise.
     *         Within 6 s if the producer itself has failed. A producer that has failed or been refused is abandoned, and
     *         the next append opens a new one
     */
    public CompletableFuture<Position> append(EventMessage message) {
        return append(record(message));
    }

    /**
     * Like {@link #append(EventMessage)}, for a compacted topic of several partitions.
     *
     * @param value absent to delete the key
     */
    public CompletableFuture<Position> put(int partition, String key, byte @Nullable [] value) {
        return append(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private CompletableFuture<Position> append(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Position> done = new CompletableFuture<>();
        try {
            Producer<byte[], byte[]> current = producer();
            CompletableFuture<Position> sent = send(current, record);
            sent.orTimeout(ACKNOWLEDGED_WITHIN_MS, TimeUnit.MILLISECONDS).whenComplete((position, failure) -> {
                if (failure == null) {
                    done.complete(position);
                    return;
                }
                if (!mayStillSucceed(failure)) {
                    giveUp(current);
                }
                done.completeExceptionally(unavailable(failure));
            });
        } catch (KafkaException | IllegalStateException e) { // the latter: closed meanwhile
            done.completeExceptionally(unavailable(e));
        }
        return done;
    }

    /**
     * Whether this failure leaves the producer usable. Others may be final: after being refused once, a producer refuses
     * every further record.
     */
    private static boolean mayStillSucceed(Throwable failure) {
        return failure instanceof RetriableException || failure instanceof RecordTooLargeException;
    }

    private CompletableFuture<Position> send(Producer<byte[], byte[]> current, ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Position> sent = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        current.send(record, (metadata, failure) -> {
            if (failure == null) {
                sent.complete(new Position(metadata.offset()));
                return;
            }
            if (failure.getClass() == org.apache.kafka.common.errors.TimeoutException.class
                    && Thread.currentThread() == caller) {
                giveUp(current); // it never got the topic's metadata: its thread may be dead
            }
            sent.completeExceptionally(failure);
        });
        return sent;
    }

    /**
     * Appends a run of records and waits until all are acknowledged. Afterwards the topic contains the whole run or a
     * prefix of it: no record follows the first one that fails.
     *
     * @throws LogUnavailable if one failed; call {@link #last} to find out where the run ended before sending anything
     *                        again
     */
    public void appendAll(List<EventMessage> messages) {
        // One producer for the whole run: once closed it accepts nothing, whereas another one would continue after a
        // lost record.
        Producer<byte[], byte[]> run = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        try {
            for (EventMessage message : messages) {
                sent.add(run.send(record(message), (_, failure) -> {
                    if (failure != null) {
                        abandon(run); // here, in the sender thread, before it sends the next batch
                    }
                }));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(ACKNOWLEDGED_WITHIN_MS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            abandon(run);
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            abandon(run);
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (KafkaException | IllegalStateException e) { // the latter: closed meanwhile
            abandon(run);
            throw unavailable(e);
        } catch (RuntimeException e) {
            abandon(run);
            throw e;
        }
    }

    /**
     * The position in a header of the topic's last record.
     *
     * @throws LogUnavailable if the broker does not answer
     */
    public Position last(String positionHeader) {
        return LogEnd.lastPosition(kafka, topic, positionHeader);
    }

    /** Connects, to spare the first append the delay. Ignores failures: the first append reports them. */
    public void warmUp() {
        try {
            producer().partitionsFor(topic);
        } catch (KafkaException e) {
            // The broker is unavailable; the next append reports it.
        }
    }

    /** Abandons whatever is in flight: none of it is sent from now on; the next append opens a new connection. */
    public void reset() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            abandon(current);
        }
    }

    /** Like {@link #abandon}, but never waits for its thread, which may hang. */
    private void giveUp(Producer<byte[], byte[]> old) {
        if (forget(old)) {
            // A thread of its own: the common pool may have only one, which others need.
            Thread.ofPlatform().daemon().name("close-producer-" + topic).start(() -> abandon(old));
        }
    }

    /** @return false if it was forgotten before */
    private boolean forget(Producer<byte[], byte[]> old) {
        synchronized (changing) {
            boolean current = producer == old;
            if (current) {
                producer = null;
            }
            return current;
        }
    }

    private void abandon(Producer<byte[], byte[]> old) {
        var _ = forget(old);
        try {
            old.close(Duration.ZERO);
        } catch (KafkaException e) {
            // Interrupted while its thread ends: it sends nothing more in any case.
        }
    }

    @Override
    public void close() {
        reset();
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            return current;
        }
        synchronized (changing) {
            current = producer;
            if (current == null) {
                current = producers.apply(config(kafka));
                producer = current;
            }
            return current;
        }
    }

    static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.common();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.in.flight.requests.per.connection", 1);
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
        return new LogUnavailable("topic " + topic + " did not take a record in time: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? "there was no answer" : cause.getMessage();
    }
}
