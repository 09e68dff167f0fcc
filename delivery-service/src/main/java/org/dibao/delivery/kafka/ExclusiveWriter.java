package org.dibao.delivery.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final int PAUSE_MS = 10;
    private static final int MAX_DOUBLINGS = 6;

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
     * {@link LogUnavailable} if the broker does not answer. What was sent and perhaps not written, because others have overtaken it or
     * the answer was lost, is looked up and if need be decided and sent again, for as long as somebody waits for it.
     */
    void write(int partition, Changes changes) {
        Map<Change, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        int tries = 0;
        List<Change> batch = changes.take();
        while (!batch.isEmpty()) {
            try {
                pauseAfter(tries++);
                try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(config(partition), new StringSerializer(), new ByteArraySerializer())) {
                    producer.initTransactions(); // from now on nothing that others have begun can be written any more
                    readAll(partition, sent);
                    while (!batch.isEmpty()) {
                        write(producer, partition, batch, sent);
                        batch = changes.take();
                        tries = 1;
                    }
                }
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                if (sent.isEmpty()) {
                    fail(batch, new LogUnavailable("topic " + topic + " does not take a record", e));
                }
                if (batch.stream().allMatch(change -> change.done().isDone())) {
                    sent.clear();
                    batch = changes.take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LogUnavailable failure = new LogUnavailable("interrupted", e);
                fail(batch, failure);
                throw failure;
            }
        }
    }

    /** Longer each time, and by chance: two instances that begin again at once would overtake each other for ever. */
    private static void pauseAfter(int tries) throws InterruptedException {
        if (tries > 0) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS << Math.min(tries, MAX_DOUBLINGS)));
        }
    }

    private static void fail(List<Change> batch, LogUnavailable failure) {
        batch.forEach(change -> change.done().completeExceptionally(failure));
    }

    private void write(
            KafkaProducer<String, byte[]> producer,
            int partition,
            List<Change> batch,
            Map<Change, Future<RecordMetadata>> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<Change, Value> decided = new LinkedHashMap<>();
        batch.forEach(change -> decide(change, decided));
        if (decided.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        decided.forEach((change, value) ->
                sent.put(change, producer.send(new ProducerRecord<>(topic, partition, change.key(), value.bytes()))));
        producer.commitTransaction();
        long last = 0;
        for (Map.Entry<Change, Future<RecordMetadata>> one : sent.entrySet()) {
            last = one.getValue().resultNow().offset();
            one.getKey().end(last);
        }
        sent.clear();
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

    private void readAll(int partition, Map<Change, Future<RecordMetadata>> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        TopicPartition of = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(Partitions.config(kafka))) {
            long end = Partitions.end(reader, of);
            reading.awaitRead(partition, end).get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            for (Map.Entry<Change, Future<RecordMetadata>> one : sent.entrySet()) {
                if (one.getValue().state() == Future.State.SUCCESS) {
                    long offset = one.getValue().resultNow().offset();
                    if (Partitions.holds(reader, of, offset)) {
                        one.getKey().end(offset);
                    }
                }
            }
            sent.clear();
        }
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
