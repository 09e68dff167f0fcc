package org.dibao.gateway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {
    /** Apache httpd, nginx and HAProxy keep an unused connection for up to 60 s and then send a request into it. */
    @Test
    void anIdleConnectionOutlivesThatOfAProxy() {
        ConnectionSettings defaults = new ConnectionSettings(0, null, null, null, null, null, null);
        assertThat(defaults.idleTimeout()).isGreaterThan(Duration.ofSeconds(60 + 10));
    }
}
