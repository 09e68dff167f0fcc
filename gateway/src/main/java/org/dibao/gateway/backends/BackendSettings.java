package org.dibao.gateway.backends;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.gateway} that concern the services behind.
 *
 * @param ingestUrl       default {@code http://127.0.0.1:8081}
 * @param storeUrl        default {@code http://127.0.0.1:8082}
 * @param renderUrl       default {@code http://127.0.0.1:8083}
 * @param connectTimeout  to open a connection; default 1 s
 * @param ingestTimeout   until ingest's answer begins; it gives up on Kafka after 5 s; default 8 s
 * @param storeTimeout    until the store's answer begins; default 5 s
 * @param renderTimeout   until render's answer begins; it may wait 1 s for a position; default 5 s
 * @param maxConnections  to each service; default 256
 * @param maxPending      requests that wait for one of those connections; default 2048
 * @param idleConnection  an unused connection is closed after this, before the other side does; default 20 s
 * @param maxAnswer       the largest answer that is held in memory: a page; default 16 MB
 * @param retryAfter      what a 503 tells its sender to wait; default 2 s
 */
@ConfigurationProperties("dibao.gateway")
public record BackendSettings(
        URI ingestUrl,
        URI storeUrl,
        URI renderUrl,
        Duration connectTimeout,
        Duration ingestTimeout,
        Duration storeTimeout,
        Duration renderTimeout,
        int maxConnections,
        int maxPending,
        Duration idleConnection,
        DataSize maxAnswer,
        Duration retryAfter) {
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    public BackendSettings(
            @Nullable URI ingestUrl,
            @Nullable URI storeUrl,
            @Nullable URI renderUrl,
            @Nullable Duration connectTimeout,
            @Nullable Duration ingestTimeout,
            @Nullable Duration storeTimeout,
            @Nullable Duration renderTimeout,
            int maxConnections,
            int maxPending,
            @Nullable Duration idleConnection,
            @Nullable DataSize maxAnswer,
            @Nullable Duration retryAfter) {
        this.ingestUrl = url("ingest-url", ingestUrl, "http://127.0.0.1:8081");
        this.storeUrl = url("store-url", storeUrl, "http://127.0.0.1:8082");
        this.renderUrl = url("render-url", renderUrl, "http://127.0.0.1:8083");
        this.connectTimeout = time("connect-timeout", connectTimeout, 1);
        this.ingestTimeout = time("ingest-timeout", ingestTimeout, 8);
        this.storeTimeout = time("store-timeout", storeTimeout, 5);
        this.renderTimeout = time("render-timeout", renderTimeout, 5);
        this.maxConnections = count("max-connections", maxConnections, 256);
        this.maxPending = count("max-pending", maxPending, 2048);
        this.idleConnection = time("idle-connection", idleConnection, 20);
        this.maxAnswer = maxAnswer == null ? DataSize.ofMegabytes(16) : maxAnswer;
        this.retryAfter = time("retry-after", retryAfter, 2);
    }

    /** The first service that is not on this machine, as a clause that says so; null if there is none. */
    @Nullable
    String beyondThisMachine() {
        return Stream.of(ingestUrl, storeUrl, renderUrl)
                .filter(url -> !THIS_MACHINE.matcher(url.getHost()).matches())
                .findFirst()
                .map(url -> "the gateway asks a service on another machine (" + url + ")")
                .orElse(null);
    }

    private static URI url(String name, @Nullable URI given, String otherwise) {
        URI url = given == null ? URI.create(otherwise) : given;
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "dibao.gateway." + name + ": http:// or https:// and a host, as " + otherwise);
        }
        return url;
    }

    private static Duration time(String name, @Nullable Duration given, int seconds) {
        Duration time = given == null ? Duration.ofSeconds(seconds) : given;
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("dibao.gateway." + name + ": a time above zero, as " + seconds + "s");
        }
        return time;
    }

    private static int count(String name, int given, int otherwise) {
        if (given < 0) {
            throw new IllegalArgumentException("dibao.gateway." + name + ": 1 or more, as " + otherwise);
        }
        return given == 0 ? otherwise : given;
    }
}
