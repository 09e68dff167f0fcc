package org.dibao.gateway.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code dibao.gateway.events}.
 *
 * @param maxSubscribers open streams at once; more get 503; default 1000
 * @param buffer         events that a stream may lag behind before it is ended; default 1000
 * @param heartbeat      a comment goes out this often; default 15 s
 * @param retry          how long a browser waits before it connects again; default 2 s
 */
@ConfigurationProperties("dibao.gateway.events")
record EventSettings(int maxSubscribers, int buffer, Duration heartbeat, Duration retry) {

    EventSettings(int maxSubscribers, int buffer, @Nullable Duration heartbeat, @Nullable Duration retry) {
        this.maxSubscribers = maxSubscribers == 0 ? 1000 : maxSubscribers;
        this.buffer = buffer == 0 ? 1000 : buffer;
        this.heartbeat = heartbeat == null ? Duration.ofSeconds(15) : heartbeat;
        this.retry = retry == null ? Duration.ofSeconds(2) : retry;
        if (this.maxSubscribers < 1 || this.buffer < 1) {
            throw new IllegalArgumentException("dibao.gateway.events.max-subscribers and buffer: 1 or more");
        }
        if (!this.heartbeat.isPositive() || !this.retry.isPositive()) {
            throw new IllegalArgumentException("dibao.gateway.events.heartbeat and retry: a time above zero, as 15s");
        }
    }
}
