package org.dibao.ingest.operations;

import org.dibao.ingest.kafka.LogConnection;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether Kafka answers, and how far publishing lags behind. */
public final class LogHealth extends AbstractHealthIndicator {
    private final LogConnection connection;

    public LogHealth(LogConnection connection) {
        this.connection = connection;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        (connection.isHealthy() ? builder.up() : builder.down())
                .withDetail("published", connection.published().value())
                .withDetail("unpublished", connection.backlog().unpublished());
    }
}
