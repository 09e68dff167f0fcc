package org.dibao.gateway.status;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.dibao.gateway.publications.Follow;
import org.dibao.gateway.publications.Processed;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether publications arrive. Neither liveness nor readiness: without Kafka the gateway still serves pages, and a restart
 * would mend nothing.
 */
@Component("following")
final class PublicationsHealth implements HealthIndicator {
    private final Follow follow;
    private final Processed processed;

    PublicationsHealth(Follow follow, Processed processed) {
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
