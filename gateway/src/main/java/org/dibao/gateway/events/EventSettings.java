package org.dibao.gateway.events;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.events}: the stream of server-sent events.
 *
 * @param maxSubscribers open streams at once; further ones get 503
 * @param buffer         events that a stream may lag before it is ended
 * @param heartbeat      how often a comment is sent, so that the connection stays open
 * @param retry          how long a browser waits before it reconnects
 */
@Validated
@ConfigurationProperties("dibao.gateway.events")
record EventSettings(
        @MustBe("1 or more") @DefaultValue("1000") int maxSubscribers,
        @MustBe("1 or more") @DefaultValue("1000") int buffer,
        @MustBe("1ms or more") @DefaultValue("15s") Duration heartbeat,
        @MustBe("1ms or more") @DefaultValue("2s") Duration retry) {}
