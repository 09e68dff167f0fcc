package org.dibao.gateway.connections;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.gateway.connections}.
 *
 * @param most          open connections; further ones are closed at once; default 10,000
 * @param maxUri        of a request's first line; more gets 414; default 8 KB
 * @param maxHeaders    of a request's headers together; more gets 431; default 16 KB
 * @param headerTimeout from the opening of a connection until the first request's headers are there; default 10 s
 * @param idleTimeout   from an answer until the next request's headers are there; default 75 s, more than the
 *                      60 s for which most proxies keep a connection, so that none sends a request into one that closes
 * @param bodyTimeout   from the headers until the body is there, except for imports; default 60 s
 * @param trustedProxies addresses, or blocks as {@code 10.0.0.0/8}, of proxies whose {@code X-Forwarded-Proto} and
 *                      {@code X-Forwarded-Host} count; default this machine and private networks; empty for nobody
 */
@ConfigurationProperties("dibao.gateway.connections")
record ConnectionSettings(
        int most,
        DataSize maxUri,
        DataSize maxHeaders,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration bodyTimeout,
        List<String> trustedProxies) {
    private static final List<String> PRIVATE = List.of(
            "127.0.0.0/8",
            "::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");

    ConnectionSettings(
            int most,
            @Nullable DataSize maxUri,
            @Nullable DataSize maxHeaders,
            @Nullable Duration headerTimeout,
            @Nullable Duration idleTimeout,
            @Nullable Duration bodyTimeout,
            @Nullable List<String> trustedProxies) {
        this.most = most == 0 ? 10_000 : most;
        this.maxUri = maxUri == null ? DataSize.ofKilobytes(8) : maxUri;
        this.maxHeaders = maxHeaders == null ? DataSize.ofKilobytes(16) : maxHeaders;
        this.headerTimeout = headerTimeout == null ? Duration.ofSeconds(10) : headerTimeout;
        this.idleTimeout = idleTimeout == null ? Duration.ofSeconds(75) : idleTimeout;
        this.bodyTimeout = bodyTimeout == null ? Duration.ofSeconds(60) : bodyTimeout;
        this.trustedProxies = trustedProxies == null ? PRIVATE : List.copyOf(trustedProxies);
        if (this.most < 1) {
            throw new IllegalArgumentException("dibao.gateway.connections.most: 1 or more");
        }
        if (this.maxUri.toBytes() < 256 || this.maxHeaders.toBytes() < 1024 || this.maxHeaders.toMegabytes() > 1) {
            throw new IllegalArgumentException(
                    "dibao.gateway.connections: max-uri of 256B or more, max-headers of 1KB to 1MB");
        }
        if (!this.headerTimeout.isPositive() || !this.idleTimeout.isPositive() || !this.bodyTimeout.isPositive()) {
            throw new IllegalArgumentException("dibao.gateway.connections: time limits are above zero, as 10s");
        }
        try {
            this.trustedProxies.forEach(TrustedProxies::subnet);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "dibao.gateway.connections.trusted-proxies: addresses or blocks, as 192.0.2.7,10.0.0.0/8", e);
        }
    }
}
