package org.dibao.projector.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Decoded;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Projection;
import org.jspecify.annotations.Nullable;

/** Has a projector read its topic again, up to a position and not beyond it. For one thread. */
final class Replay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final LogHandler projector;
    private final Projection<?, ?> decoder;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param decoder tells a record's position */
    Replay(KafkaSettings kafka, String topic, int pollSize, LogHandler projector, Projection<?, ?> decoder) {
        this.projector = projector;
        this.decoder = decoder;
        this.partition = new TopicPartition(topic, 0);
        Map<String, Object> config = kafka.common();
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("max.poll.records", pollSize);
        this.consumer = new KafkaConsumer<>(config);
        consumer.assign(List.of(partition));
        consumer.seek(partition, projector.resume().value());
    }

    /** Handles what comes next, if it is not beyond this position. */
    void readOn(Position limit) {
        List<ReceivedRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            records.add(ReceivedRecord.of(record));
        }
        int within = records.size();
        while (within > 0 && !isWithin(records.get(within - 1), limit)) {
            within--;
        }
        Position next = within > 0 ? projector.on(records.subList(0, within)) : null;
        if (next != null && (within < records.size() || next.value() != consumer.position(partition))) {
            consumer.seek(partition, next.value());
        } else if (next == null && !records.isEmpty()) {
            consumer.seek(partition, records.getFirst().offset());
        }
    }

    /** A record's offset is never below its position. */
    private boolean isWithin(ReceivedRecord record, Position limit) {
        return limit.value() >= record.offset()
                || decoded(record) instanceof Decoded.Entry<?> entry && limit.isAtLeast(entry.position());
    }

    /** Absent if only a newer release can read it: it waits for the projector that serves. */
    private @Nullable Decoded<?> decoded(ReceivedRecord record) {
        try {
            return decoder.decode(record);
        } catch (NewerVersion e) {
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
