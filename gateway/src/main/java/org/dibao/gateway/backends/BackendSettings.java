package org.dibao.gateway.backends;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway} for the other services.
 *
 * @param ingestUrl      the address of ingest
 * @param storeUrl       the address of the store
 * @param renderUrl      the address of render
 * @param deliveryUrl    the address of delivery
 * @param connectTimeout how long opening a connection to a service may take
 * @param ingestTimeout  until ingest's response begins; ingest is told how much of it is left
 * @param storeTimeout   until the store's response begins
 * @param renderTimeout  until render's response begins; it may wait 1 s for a position
 * @param deliveryTimeout until delivery's response begins; a test call may take long
 * @param maxConnections connections to each service
 * @param maxPending     requests waiting for one of those connections
 * @param idleConnection an unused connection to a service is closed after this, before the service closes it
 * @param maxAnswer      the largest response held in memory: a page
 * @param retryAfter     the {@code Retry-After} of a 503
 */
@Validated
@ConfigurationProperties("dibao.gateway")
public record BackendSettings(
        @DefaultValue("http://127.0.0.1:8081") URI ingestUrl,
        @DefaultValue("http://127.0.0.1:8082") URI storeUrl,
        @DefaultValue("http://127.0.0.1:8083") URI renderUrl,
        @DefaultValue("http://127.0.0.1:8084") URI deliveryUrl,
        @MustBe("1ms or more") @DefaultValue("1s") Duration connectTimeout,
        @MustBe("1ms or more") @DefaultValue("15s") Duration ingestTimeout,
        @MustBe("1ms or more") @DefaultValue("5s") Duration storeTimeout,
        @MustBe("1ms or more") @DefaultValue("5s") Duration renderTimeout,
        @MustBe("1ms or more") @DefaultValue("30s") Duration deliveryTimeout,
        @MustBe("1 or more") @DefaultValue("256") int maxConnections,
        @MustBe("1 or more") @DefaultValue("2048") int maxPending,
        @MustBe("1ms or more") @DefaultValue("20s") Duration idleConnection,
        @MustBe("1KB or more") @DefaultValue("16MB") DataSize maxAnswer,
        @MustBe("1s or more") @DefaultValue("2s") Duration retryAfter) {
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    public BackendSettings {
        check("ingest-url", ingestUrl);
        check("store-url", storeUrl);
        check("render-url", renderUrl);
        check("delivery-url", deliveryUrl);
    }

    /** A clause naming the first service that is not on this machine; null if there is none. */
    @Nullable
    String beyondThisMachine() {
        return Stream.of(ingestUrl, storeUrl, renderUrl, deliveryUrl)
                .filter(url -> !THIS_MACHINE.matcher(url.getHost()).matches())
                .findFirst()
                .map(url -> "the gateway uses a service on another machine (" + url + ")")
                .orElse(null);
    }

    private static void check(String name, URI url) {
        if (url == null
                || url.getHost() == null
                || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("dibao.gateway." + name + " is \"" + url
                    + "\"; it must begin with http:// or https:// and a host, such as http://127.0.0.1:8081");
        }
    }
}
