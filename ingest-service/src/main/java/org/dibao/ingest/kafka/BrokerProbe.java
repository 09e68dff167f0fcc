package org.dibao.ingest.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.dibao.eventlog.KafkaSettings;
import org.jspecify.annotations.Nullable;

/** Checks whether the broker answers. A consumer would not tell: it waits silently. */
final class BrokerProbe implements AutoCloseable {
    private static final int TIMEOUT_MS = 2000;

    private final KafkaSettings kafka;
    private volatile @Nullable Admin admin;

    BrokerProbe(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Blocks for up to 2 s. */
    boolean answers() {
        try {
            return !client().describeCluster()
                    .nodes()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    private synchronized Admin client() {
        Admin current = admin;
        if (current == null) {
            current = Admin.create(Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "request.timeout.ms",
                    TIMEOUT_MS,
                    "default.api.timeout.ms",
                    TIMEOUT_MS,
                    "reconnect.backoff.max.ms",
                    1000,
                    "enable.metrics.push",
                    false));
            admin = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }
}
