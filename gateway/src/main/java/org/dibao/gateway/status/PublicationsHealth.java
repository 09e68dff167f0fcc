package org.dibao.gateway.status;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.gateway.publications.PublicationReader;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether publications arrive. Part of neither liveness nor readiness: without Kafka the gateway still serves pages,
 * and a restart would not help.
 */
@Component("following")
final class PublicationsHealth implements HealthIndicator {
    private final PublicationReader follow;
    private final ProcessedPosition processed;

    PublicationsHealth(PublicationReader follow, ProcessedPosition processed) {
        this.follow = follow;
        this.processed = processed;
    }

    @Override
    public Health health() {
        Health.Builder health = follow.isHealthy() ? Health.up() : Health.down();
        Duration behind = processed.behind();
        return health.withDetail("position", processed.position().value())
                .withDetail(
                        "behindSeconds",
                        behind.equals(ChronoUnit.FOREVER.getDuration()) ? "unknown" : behind.toSeconds())
                .build();
    }
}
