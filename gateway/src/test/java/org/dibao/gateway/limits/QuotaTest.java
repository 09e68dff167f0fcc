package org.dibao.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.dibao.gateway.limits.Quota.Use.Granted;
import org.dibao.gateway.limits.Quota.Use.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Quota quota = new Quota("test", 60, 1000);
    /** Near the end of what a clock shows, which then starts over. */
    private long now = Long.MAX_VALUE - 30 * SECOND;

    @Test
    void aMinutesRequestsMayComeAtOnceAndThenOneForEachShareOfIt() {
        for (int left = 59; left >= 0; left--) {
            assertThat(quota.take("a", now)).isEqualTo(new Granted(left, 60 - left));
        }
        assertThat(quota.take("a", now)).isEqualTo(new Refused(1));
        assertThat(quota.take("b", now)).isEqualTo(new Granted(59, 1));

        now += SECOND;
        assertThat(quota.take("a", now)).isEqualTo(new Granted(0, 60));
        assertThat(quota.take("a", now)).isEqualTo(new Refused(1));

        now += 60 * SECOND;
        assertThat(quota.take("a", now)).isEqualTo(new Granted(59, 1));
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        for (int i = 0; i < 1000; i++) {
            quota.take("a", now);
        }

        assertThat(quota.take("a", now + SECOND)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::9, 20010db800010002/64"
    })
    void anIpv6ClientIsItsBlock(String address, String client) {
        assertThat(RateLimits.block(address)).isEqualTo(client);
    }
}
