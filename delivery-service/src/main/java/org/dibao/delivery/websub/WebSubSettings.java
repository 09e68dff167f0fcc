package org.dibao.delivery.websub;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery.websub}.
 *
 * @param enabled          whether feeds can be subscribed to without a key
 * @param lease            how long a subscription lasts if the subscriber does not say
 * @param minLease         the shortest lease; a shorter one that is asked for becomes this
 * @param maxLease         the longest lease; a longer one that is asked for becomes this
 * @param maxSubscriptions maximum number of subscriptions through the hub
 * @param maxPerHost       maximum number of subscriptions whose callbacks are at the same host
 * @param maxVerifications maximum number of requests being verified at once
 * @param gather           how long the hub waits for further changes of a feed before it sends what is new
 */
@Validated
@ConfigurationProperties("dibao.delivery.websub")
public record WebSubSettings(
        @DefaultValue("true") boolean enabled,
        @MustBe("1m to 365d") @DefaultValue("10d") Duration lease,
        @MustBe("1m to 365d") @DefaultValue("1h") Duration minLease,
        @MustBe("1m to 365d") @DefaultValue("30d") Duration maxLease,
        @MustBe("0 or more") @DefaultValue("10000") int maxSubscriptions,
        @MustBe("1 or more") @DefaultValue("1000") int maxPerHost,
        @MustBe("1 to 10000") @DefaultValue("100") int maxVerifications,
        @MustBe("0s to 1m") @DefaultValue("300ms") Duration gather) {

    public WebSubSettings {
        check(minLease, "min-lease", lease, "lease");
        check(lease, "lease", maxLease, "max-lease");
    }

    private static void check(Duration value, String name, Duration max, String maxName) {
        if (value.compareTo(max) > 0) {
            throw new IllegalArgumentException("dibao.delivery.websub." + name + " is " + value.toSeconds()
                    + "s; it must not be more than dibao.delivery.websub." + maxName + ", which is " + max.toSeconds()
                    + "s");
        }
    }

    /** The lease that is granted to who asks for so many seconds. */
    Duration granted(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, minLease.toSeconds(), maxLease.toSeconds()));
    }
}
