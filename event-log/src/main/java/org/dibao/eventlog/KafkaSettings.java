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
 * @param bootstrapServers {@code host:port}, several with commas between them
 */
@Validated
@ConfigurationProperties("dibao.kafka")
public record KafkaSettings(
        @NotBlank @DefaultValue("127.0.0.1:9094") String bootstrapServers) {

    /** Configuration that every client shares: it gives up on a dead broker in seconds and looks for it again quickly. */
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
