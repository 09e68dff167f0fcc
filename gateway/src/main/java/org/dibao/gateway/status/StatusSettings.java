package org.dibao.gateway.status;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.status}.
 *
 * @param lagInterval how often Kafka is asked for the end of the log
 * @param warmUp      requests that the gateway sends to itself when it starts, so that users' first requests are fast;
 *                    0 for none
 */
@Validated
@ConfigurationProperties("dibao.gateway.status")
record StatusSettings(
        @MustBe("1ms or more") @DefaultValue("10s") Duration lagInterval,
        @MustBe("0 or more") @DefaultValue("200") int warmUp) {}
