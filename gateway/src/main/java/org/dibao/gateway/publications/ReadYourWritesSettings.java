package org.dibao.gateway.publications;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.read-your-writes}: of requests with {@code Dibao-At-Least}.
 *
 * @param maxWait    how long a request waits at most for this gateway to reach the position
 * @param maxWaiting requests waiting at the same time; further ones get 503
 */
@Validated
@ConfigurationProperties("dibao.gateway.read-your-writes")
record ReadYourWritesSettings(
        @MustBe("0s or more") @DefaultValue("5s") Duration maxWait,
        @MustBe("1 or more") @DefaultValue("1000") int maxWaiting) {}
