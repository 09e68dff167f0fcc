package org.dibao.gateway.connections;

import java.time.Duration;
import java.util.List;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.connections}: limits on clients.
 *
 * @param most          open connections; further ones are closed at once
 * @param maxUri        the longest request line; a longer one gets 414
 * @param maxHeaders    all headers of a request together; more gets 431
 * @param headerTimeout from the opening of a connection until the first request's headers have arrived
 * @param idleTimeout   from a response until the next request's headers have arrived; more than the 60 s for which most
 *                      proxies keep a connection, so that none sends a request over a connection that is closing
 * @param bodyTimeout   from the headers until the whole body has arrived, except for imports
 * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, of proxies whose {@code X-Forwarded-Proto} and
 *                      {@code X-Forwarded-Host} are trusted; by default this machine and private networks; empty for
 *                      nobody
 */
@Validated
@ConfigurationProperties("dibao.gateway.connections")
record ConnectionSettings(
        @MustBe("1 or more") @DefaultValue("12000") int most,
        @MustBe("256B to 1MB") @DefaultValue("8KB") DataSize maxUri,
        @MustBe("1KB to 1MB") @DefaultValue("16KB") DataSize maxHeaders,
        @MustBe("1ms or more") @DefaultValue("10s") Duration headerTimeout,
        @MustBe("1ms or more") @DefaultValue("75s") Duration idleTimeout,
        @MustBe("1ms or more") @DefaultValue("60s") Duration bodyTimeout,

        @DefaultValue({
            "127.0.0.0/8",
            "::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10"
        })
        List<String> trustedProxies) {

    ConnectionSettings {
        trustedProxies = List.copyOf(trustedProxies);
        try {
            trustedProxies.forEach(TrustedProxies::subnet);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dibao.gateway.connections.trusted-proxies is " + trustedProxies
                    + "; it must be addresses or blocks of them, such as 192.0.2.7,10.0.0.0/8");
        }
    }
}
