package org.dibao.ingest.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.RenewedAdmin;
import org.dibao.ingest.storage.Disk;

/** The fullest disk that a broker keeps the log on, as the brokers tell (KIP-827). */
public final class BrokerDisk implements Disk, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final RenewedAdmin admin;

    public BrokerDisk(KafkaSettings kafka) {
        this.admin = new RenewedAdmin(kafka, TIMEOUT);
    }

    @Override
    public String content() {
        return "Kafka's log";
    }

    @Override
    public OptionalLong free() {
        try {
            Collection<Integer> brokers = admin
                    .ask(client -> client.describeCluster().nodes(), TIMEOUT)
                    .join()
                    .stream()
                    .map(Node::id)
                    .toList();
            return admin
                    .ask(client -> client.describeLogDirs(brokers).allDescriptions(), TIMEOUT)
                    .join()
                    .values()
                    .stream()
                    .map(Map::values)
                    .flatMap(Collection::stream)
                    .map(LogDirDescription::usableBytes)
                    .flatMapToLong(OptionalLong::stream)
                    .min();
        } catch (CompletionException | KafkaException e) { // it does not answer: then nothing is accepted either
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
