package org.dibao.gateway.connections;

import java.time.Duration;
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
 * @param idleTimeout   from an answer until the next request's headers are there; default 60 s
 * @param bodyTimeout   from the headers until the body is there, except for imports; default 60 s
 */
@ConfigurationProperties("dibao.gateway.connections")
record ConnectionSettings(
        int most,
        DataSize maxUri,
        DataSize maxHeaders,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration bodyTimeout) {

    ConnectionSettings(
            int most,
            @Nullable DataSize maxUri,
            @Nullable DataSize maxHeaders,
            @Nullable Duration headerTimeout,
            @Nullable Duration idleTimeout,
            @Nullable Duration bodyTimeout) {
        this.most = most == 0 ? 10_000 : most;
        this.maxUri = maxUri == null ? DataSize.ofKilobytes(8) : maxUri;
        this.maxHeaders = maxHeaders == null ? DataSize.ofKilobytes(16) : maxHeaders;
        this.headerTimeout = headerTimeout == null ? Duration.ofSeconds(10) : headerTimeout;
        this.idleTimeout = idleTimeout == null ? Duration.ofSeconds(60) : idleTimeout;
        this.bodyTimeout = bodyTimeout == null ? Duration.ofSeconds(60) : bodyTimeout;
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
    }
}
