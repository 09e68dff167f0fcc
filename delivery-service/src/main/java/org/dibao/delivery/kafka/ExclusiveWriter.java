package org.dibao.delivery.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a topic what was decided on all that was written before. The instances share a transactional id for each partition, so
 * that the broker refuses what one writes after another has begun: whoever is refused looks again. Blocks.
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

    /** What is written. */
    record Value(byte @Nullable [] bytes) {}

    ExclusiveWriter(KafkaSettings kafka, String topic, Reading reading) {
        this.kafka = kafka;
        this.topic = topic;
        this.reading = reading;
    }

    /**
     * @param decide what to write under the key, on the strength of all that is in the partition; null for nothing. What it throws ends
     *     this. Asked again if another instance has written meanwhile
     * @return the record's offset; -1 if nothing was to be written
     * @throws LogUnavailable if it is not known whether it was written
     */
    long write(int partition, String key, Supplier<@Nullable Value> decide) {
        for (int attempt = 1; ; attempt++) {
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(config(partition), new StringSerializer(), new ByteArraySerializer())) {
                producer.initTransactions(); // from now on nothing that others have begun can be written any more
                readAll(partition);
                Value value = decide.get();
                if (value == null) {
                    return -1;
                }
                producer.beginTransaction();
                var sent = producer.send(new ProducerRecord<>(topic, partition, key, value.bytes()));
                producer.commitTransaction();
                return sent.get(TIMEOUT_MS, TimeUnit.MILLISECONDS).offset();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                if (attempt == TRIES) {
                    throw new LogUnavailable("other instances write at the same time", e);
                }
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                if (!isFenced(e) || attempt == TRIES) {
                    throw new LogUnavailable("topic " + topic + " does not take a record", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LogUnavailable("interrupted", e);
            }
        }
    }

    private void readAll(int partition) throws InterruptedException, ExecutionException, TimeoutException {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(Partitions.config(kafka))) {
            long end = Partitions.end(reader, new TopicPartition(topic, partition));
            reading.awaitRead(partition, end).get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isFenced(Throwable e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
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
