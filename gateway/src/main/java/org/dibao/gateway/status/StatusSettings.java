package org.dibao.gateway.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code dibao.gateway.status}.
 *
 * @param lagInterval how often Kafka is asked how far the log goes; default 10 s
 * @param warmUp      requests that the gateway sends to itself at the start, so that the first ones are fast; 0 for none;
 *                    default 200
 */
@ConfigurationProperties("dibao.gateway.status")
record StatusSettings(Duration lagInterval, Integer warmUp) {

    StatusSettings(@Nullable Duration lagInterval, @Nullable Integer warmUp) {
        this.lagInterval = lagInterval == null ? Duration.ofSeconds(10) : lagInterval;
        this.warmUp = warmUp == null ? 200 : warmUp;
        if (!this.lagInterval.isPositive()) {
            throw new IllegalArgumentException("dibao.gateway.status.lag-interval: a time above zero, as 10s");
        }
        if (this.warmUp < 0) {
            throw new IllegalArgumentException("dibao.gateway.status.warm-up: 0 or more");
        }
    }
}
