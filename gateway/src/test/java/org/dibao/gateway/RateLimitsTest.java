package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that ask too much. The test's own address is that of a trusted proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitsTest {
    private static final int MOST = 5;
    private final Gateway gateway =
            Gateway.start(Map.of("dibao.gateway.limits.per-key", MOST, "dibao.gateway.limits.per-address", MOST));

    @AfterAll
    void close() {
        gateway.close();
    }

    private HttpResponse<String> from(String address, String target) {
        return gateway.get(target, "X-Forwarded-For", "203.0.113.9, " + address);
    }

    private static void isTooMany(HttpResponse<String> refused, String policy) {
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Gateway.json(refused).get("type").asString()).isEqualTo("/problems/too-many");
        long retry = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(retry).isBetween(1L, 12L);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"" + policy + "\";q=5;w=60");
        assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"" + policy + "\";r=0;t=" + retry);
    }

    @Test
    void anAddressThatAsksTooMuchIsToldWhenToAskAgainAndOthersAreServed() {
        for (int i = 0; i < MOST; i++) {
            assertThat(from("198.51.100.1", "/api/status").statusCode()).isEqualTo(200);
        }
        isTooMany(from("198.51.100.1", "/api/status"), "per-address");
        isTooMany(from("198.51.100.1", "/search?q=x"), "per-address");
        assertThat(from("198.51.100.2", "/api/status").statusCode()).isEqualTo(200);
        assertThat(from("198.51.100.1", "/page.html").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    void allAddressesOfABlockAreOneClient() {
        for (int i = 0; i < MOST; i++) {
            assertThat(from("2001:db8:0:7::" + i, "/api/status").statusCode()).isEqualTo(200);
        }
        isTooMany(from("2001:db8:0:7:ffff::1", "/api/status"), "per-address");
        assertThat(from("2001:db8:0:8::1", "/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsCountedFromWhereverItIsUsedAndToldWhatIsLeft() {
        HttpResponse<String> first = gateway.getAsHolder("/api/status", "X-Forwarded-For", "198.51.100.3");
        assertThat(first.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"per-key\";r=4;t=");
        for (int i = 1; i < MOST; i++) {
            gateway.getAsHolder("/api/status", "X-Forwarded-For", "198.51.100." + (10 + i));
        }
        isTooMany(gateway.getAsHolder("/api/status", "X-Forwarded-For", "198.51.100.4"), "per-key");
        int accepted = gateway.ingest.seen.size();
        isTooMany(gateway.post("/api/articles", "{}"), "per-key");
        assertThat(gateway.ingest.seen).hasSize(accepted);
    }

    @Test
    void aWrongKeyCountsForItsAddress() {
        for (int i = 0; i < MOST; i++) {
            assertThat(gateway.get("/api/status", "X-Forwarded-For", "198.51.100.5", "Authorization", "Bearer no" + i)
                            .statusCode())
                    .isEqualTo(401);
        }
        isTooMany(from("198.51.100.5", "/api/status"), "per-address");
    }
}
