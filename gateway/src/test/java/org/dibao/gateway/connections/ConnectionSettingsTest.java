package org.dibao.gateway.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConnectionSettingsTest {
    /** Apache httpd, nginx and HAProxy keep an unused connection for up to 60 s and then send a request into it. */
    @Test
    void anIdleConnectionOutlivesThatOfAProxy() {
        assertThat(settings(Map.of()).idleTimeout()).isGreaterThan(Duration.ofSeconds(60 + 10));
    }

    @Test
    void proxiesAreTrustedOnPrivateNetworksUnlessOthersAreNamedOrNobody() {
        assertThat(settings(Map.of()).trustedProxies()).contains("127.0.0.0/8", "10.0.0.0/8");
        assertThat(settings(Map.of("trusted-proxies", "192.0.2.7,198.51.100.0/24"))
                        .trustedProxies())
                .containsExactly("192.0.2.7", "198.51.100.0/24");
        assertThat(settings(Map.of("trusted-proxies", "")).trustedProxies()).isEmpty();
        assertThatThrownBy(() -> settings(Map.of("trusted-proxies", "localhost")))
                .hasStackTraceContaining("trusted-proxies is [localhost]; it must be addresses");
    }

    private static ConnectionSettings settings(Map<String, String> given) {
        Map<String, String> named = new HashMap<>();
        given.forEach((name, value) -> named.put("dibao.gateway.connections." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("dibao.gateway.connections", ConnectionSettings.class);
    }
}
