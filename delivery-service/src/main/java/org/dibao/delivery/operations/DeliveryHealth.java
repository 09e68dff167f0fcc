package org.dibao.delivery.operations;

import java.util.Map;
import java.util.TreeMap;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.kafka.KafkaEvents;
import org.dibao.delivery.kafka.KafkaSubscriptionLog;
import org.dibao.delivery.kafka.Ownership;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether events arrive and definitions are known, with the partitions that this instance owns. Subscriptions that are parked
 * or cannot be read are named, but do not count as down: their targets are somebody else's.
 */
public final class DeliveryHealth implements HealthIndicator {
    private final KafkaEvents events;
    private final KafkaSubscriptionLog definitions;
    private final Ownership ownership;
    private final StatusWriter statuses;

    public DeliveryHealth(
            KafkaEvents events, KafkaSubscriptionLog definitions, Ownership ownership, StatusWriter statuses) {
        this.events = events;
        this.definitions = definitions;
        this.ownership = ownership;
        this.statuses = statuses;
    }

    @Override
    public Health health() {
        String trouble = events.trouble();
        Health.Builder health = trouble == null && definitions.isComplete() ? Health.up() : Health.down();
        if (trouble != null) {
            health.withDetail("publications", trouble);
        }
        Map<String, String> parked = new TreeMap<>();
        for (Map.Entry<String, Status> entry : statuses.current().entrySet()) {
            if (entry.getValue().state().equals("parked")) {
                parked.put(entry.getKey(), String.valueOf(entry.getValue().lastFailure()));
            }
        }
        if (!parked.isEmpty()) {
            health.withDetail("parked", parked);
        }
        if (!definitions.unreadable().isEmpty()) {
            health.withDetail("unreadable", definitions.unreadable());
        }
        return health.withDetail("partitions", ownership.owned().toString())
                .withDetail("subscriptions", statuses.current().size())
                .build();
    }
}
