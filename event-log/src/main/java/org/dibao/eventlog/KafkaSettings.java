package org.dibao.eventlog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka: the settings under {@code dibao.kafka}.
 *
 * @param bootstrapServers host:port, several with commas; default {@code 127.0.0.1:9094}
 */
public record KafkaSettings(String bootstrapServers) {
    public static final String DEFAULT_SERVERS = "127.0.0.1:9094";

    public KafkaSettings(@Nullable String bootstrapServers) {
        this.bootstrapServers =
                bootstrapServers == null || bootstrapServers.isBlank() ? DEFAULT_SERVERS : bootstrapServers;
    }

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
