package org.dibao.delivery.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibao.delivery.kafka.Changes.Change;
import org.dibao.delivery.kafka.Changes.Value;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;

/**
 * Writes to a topic what was decided on all that was written before. The instances share a transactional id for each partition, so
 * that the broker refuses what one writes after another has begun: whoever is refused looks again. So does whoever comes after one
 * that was killed: it does not wait until the other's transaction lapses. Blocks.
 */
final class ExclusiveWriter {
    private static final int TIMEOUT_MS = 5000;
    private static final int TRIES = 10;

    private final KafkaSettings kafka;
    private final String topic;
    private final Reading reading;

    /** How far this instance has read the topic. */
    interface Reading {
        /** Ends when everything before an offset has been read. */
        CompletableFuture<Void> awaitRead(int partition, long offset);
    }

    ExclusiveWriter(KafkaSettings kafka, String topic, Reading reading) {
        this.kafka = kafka;
        this.topic = topic;
        this.reading = reading;
    }

    /**
     * Writes changes until none wait: those that come meanwhile together in one transaction. Each of them ends, with
     * {@link LogUnavailable} if it is not known whether it was written.
     */
    void write(int partition, Changes changes) {
        List<Change> batch = changes.take();
        for (int attempt = 1; !batch.isEmpty(); attempt++) {
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(config(partition), new StringSerializer(), new ByteArraySerializer())) {
                producer.initTransactions(); // from now on nothing that others have begun can be written any more
                readAll(partition);
                while (!batch.isEmpty()) {
                    write(producer, partition, batch);
                    batch = changes.take();
                    attempt = 1;
                }
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                if (!wasOvertaken(e) || attempt == TRIES) {
                    LogUnavailable failure = new LogUnavailable("topic " + topic + " does not take a record", e);
                    batch.forEach(change -> change.done().completeExceptionally(failure));
                    batch = changes.take();
                    attempt = 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LogUnavailable failure = new LogUnavailable("interrupted", e);
                batch.forEach(change -> change.done().completeExceptionally(failure));
                throw failure;
            }
        }
    }

    private void write(KafkaProducer<String, byte[]> producer, int partition, List<Change> batch)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<Change, Value> decided = new LinkedHashMap<>();
        batch.forEach(change -> decide(change, decided));
        if (decided.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        Map<Change, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        decided.forEach((change, value) ->
                sent.put(change, producer.send(new ProducerRecord<>(topic, partition, change.key(), value.bytes()))));
        producer.commitTransaction();
        long last = 0;
        for (Map.Entry<Change, Future<RecordMetadata>> one : sent.entrySet()) {
            last = one.getValue().get(TIMEOUT_MS, TimeUnit.MILLISECONDS).offset();
            one.getKey().end(last);
        }
        // What comes next is decided on the strength of that.
        reading.awaitRead(partition, last + 1).get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private static void decide(Change change, Map<Change, Value> decided) {
        if (change.done().isDone()) { // by an attempt before, or nobody waits for it
            return;
        }
        try {
            Value value = change.decide().get();
            if (value == null) {
                change.end(-1);
            } else {
                decided.put(change, value);
            }
        } catch (RuntimeException e) {
            change.done().completeExceptionally(e);
        }
    }

    private void readAll(int partition) throws InterruptedException, ExecutionException, TimeoutException {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(Partitions.config(kafka))) {
            long end = Partitions.end(reader, new TopicPartition(topic, partition));
            reading.awaitRead(partition, end).get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Whether another instance has begun since, which has ended this one's transaction. A commit that comes at the very moment finds
     * that there is nothing to commit: the broker calls that an invalid state.
     */
    private static boolean wasOvertaken(Throwable e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private Map<String, Object> config(int partition) {
        Map<String, Object> config = new HashMap<>(kafka.common());
        config.put("transactional.id", "dibao-" + topic + "-" + partition);
        config.put("transaction.timeout.ms", 2 * TIMEOUT_MS); // until another instance can read on after a crash
        config.put("acks", "all");
        config.put("linger.ms", 0);
        config.put("max.block.ms", TIMEOUT_MS);
        config.put("request.timeout.ms", TIMEOUT_MS / 2);
        config.put("delivery.timeout.ms", TIMEOUT_MS);
        return config;
    }
}
