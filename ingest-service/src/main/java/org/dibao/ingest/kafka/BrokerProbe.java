package org.dibao.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.RenewedAdmin;

/** Checks whether the broker answers. A consumer would not tell: it waits silently. */
final class BrokerProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final RenewedAdmin admin;

    BrokerProbe(KafkaSettings kafka) {
        this.admin = new RenewedAdmin(kafka, TIMEOUT);
    }

    /** Blocks for up to 2 s. */
    boolean answers() {
        try {
            return !admin.ask(client -> client.describeCluster().nodes(), TIMEOUT)
                    .join()
                    .isEmpty();
        } catch (CompletionException | KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
