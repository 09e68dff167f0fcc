package org.dibao.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of a topic of one partition from an offset on, in a thread of its own, without a consumer group: every
 * follower sees everything, in order, at least once. A handler that fails gets the same records again after a pause that
 * grows to {@value #MAX_PAUSE_MS} ms; a broker that is away is waited for without end.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final long MAX_PAUSE_MS = 5000;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What is done with each run of records, in the follower's thread. */
    @FunctionalInterface
    public interface Handler {
        void on(List<Received> records) throws Exception;
    }

    private final KafkaSettings kafka;
    private final TopicPartition partition;
    private final long from;
    private final Handler handler;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean healthy;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** @param from the first offset that is wanted; a negative one: from the topic's end at the start */
    public TopicFollower(KafkaSettings kafka, String topic, long from, Handler handler) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, 0);
        this.from = from;
        this.handler = handler;
        this.thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether the last attempt to read and to handle succeeded, and the broker has answered within the last seconds. */
    public boolean isHealthy() {
        return healthy;
    }

    private void run() {
        long next = from;
        long pause = 100;
        while (!closed()) {
            try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(config())) {
                consumer = reader;
                reader.assign(List.of(partition));
                if (next < 0) {
                    next = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                }
                reader.seek(partition, next);
                long heard = System.nanoTime();
                while (!closed()) {
                    ConsumerRecords<byte[], byte[]> records = reader.poll(Duration.ofSeconds(1));
                    if (!records.isEmpty()) {
                        List<Received> batch = new ArrayList<>(records.count());
                        for (ConsumerRecord<byte[], byte[]> record : records) {
                            batch.add(Received.of(record));
                        }
                        handler.on(batch);
                        next = batch.getLast().offset() + 1;
                        heard = System.nanoTime();
                    } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                        // A poll says nothing of a broker that is away: it is empty, as in a quiet hour.
                        reader.endOffsets(List.of(partition), PATIENCE);
                        heard = System.nanoTime();
                    }
                    healthy = true;
                    pause = 100;
                }
            } catch (WakeupException e) {
                // closing
            } catch (InterruptException | InterruptedException e) {
                return; // closing, and the handler did not end by itself
            } catch (Exception e) {
                if (!closed()) {
                    healthy = false;
                    log.warn(
                            "following {} pauses {} ms at offset {}: {}", partition.topic(), pause, next, e.toString());
                    pause = pauseFor(pause);
                }
            } finally {
                consumer = null;
            }
        }
    }

    /** Waits, unless it is closed meanwhile, and gives the next pause. */
    private long pauseFor(long millis) {
        try {
            boolean ended = closing.await(millis, TimeUnit.MILLISECONDS);
            return ended ? millis : Math.min(MAX_PAUSE_MS, millis * 2);
        } catch (InterruptedException e) {
            closing.countDown();
            return millis;
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("fetch.min.bytes", 1);
        config.put("max.poll.records", 500);
        config.put("default.api.timeout.ms", 10_000);
        return config;
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
