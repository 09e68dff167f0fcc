package org.dibao.backup;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.backup.Manifest.Records;
import org.dibao.backup.Manifest.Topic;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSetup;
import org.jspecify.annotations.Nullable;

/** Makes topics of a backup: in a log, record k gets offset k, with the time that it had. */
final class TopicRestorer implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final KafkaSettings kafka;
    private final int replication;
    private final Vault vault;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    TopicRestorer(KafkaSettings kafka, int replication, Vault vault) {
        this.kafka = kafka;
        this.replication = replication;
        this.vault = vault;
        Map<String, Object> config = kafka.common();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.in.flight.requests.per.connection", 1);
        config.put("linger.ms", 5);
        config.put("batch.size", 1024 * 1024);
        config.put("max.request.size", TopicSetup.MAX_DEAD_LETTER_BYTES);
        config.put("delivery.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS / 2);
        this.producer = new KafkaProducer<>(config);
    }

    /**
     * Creates a topic, which must be empty, and writes it.
     *
     * @param wanted which of its records; all up to the first that is not, if it is a log
     * @param change what becomes of a record
     * @return how many it has
     * @throws IOException if the backup is damaged, or a record did not get its offset
     */
    long restore(String name, Topic topic, Predicate<LoggedRecord> wanted, UnaryOperator<LoggedRecord> change)
            throws IOException {
        boolean compacted = topic.role().compacted();
        if (compacted) {
            TopicSetup.createOrVerifyCompacted(kafka, name, topic.partitions(), replication);
        } else {
            TopicSetup.createOrVerify(kafka, name, replication);
        }
        long[] written = {0};
        boolean[] ended = {false};
        for (Records records : topic.records()) {
            long[] next = {records.first()};
            vault.read(
                    records.kept(),
                    in -> Segment.read(in, record -> {
                        if (!compacted && record.offset() != next[0]++) {
                            throw new IOException(records.kept().name() + " has no record " + (next[0] - 1));
                        }
                        if (wanted.test(record) && (compacted || !ended[0])) {
                            send(change.apply(record).to(name, records.partition()), compacted ? -1 : record.offset());
                            written[0]++;
                        } else {
                            ended[0] = true;
                        }
                    }));
            if (!compacted && next[0] != records.end()) {
                throw new IOException(records.kept().name() + " ends before record " + records.end());
            }
        }
        producer.flush();
        check();
        return written[0];
    }

    /** @param offset that it must get; -1 for any */
    private void send(ProducerRecord<byte[], byte[]> record, long offset) throws IOException {
        check();
        try {
            producer.send(record, (metadata, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                } else if (offset >= 0 && metadata.offset() != offset) {
                    failure.compareAndSet(
                            null,
                            new IOException("record " + offset + " of " + record.topic() + " got offset "
                                    + metadata.offset() + ": something else writes there"));
                }
            });
        } catch (KafkaException e) {
            throw new IOException("Kafka does not take the records of " + record.topic() + ": " + e.getMessage(), e);
        }
    }

    private void check() throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("Kafka does not take the records: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
