package org.dibao.eventlog;

import jakarta.validation.constraints.NotBlank;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.kafka}: how to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 */
@Validated
@ConfigurationProperties("dibao.kafka")
public record KafkaSettings(
        @NotBlank @DefaultValue("127.0.0.1:9094") String bootstrapServers) {

    /** Configuration shared by all clients: they give up on a dead broker within seconds and reconnect quickly. */
    public Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("reconnect.backoff.ms", 50);
        config.put("reconnect.backoff.max.ms", 1000);
        config.put("retry.backoff.ms", 50);
        config.put("socket.connection.setup.timeout.ms", 2000);
        config.put("enable.metrics.push", false);
        return config;
    }
}
