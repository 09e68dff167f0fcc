package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexNowKeyTest {
    private static final String KEY = "26ecd1ada8034912a62634cc4e3ddd7e";

    @Test
    void theKeysFileHasTheKeyAndEveryOtherAddressIsAPage() {
        try (Gateway gateway = Gateway.start(Map.of("dibao.index-now-key", KEY))) {
            HttpResponse<String> file = gateway.get("/" + KEY + ".txt");

            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(KEY);
            assertThat(file.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(gateway.render.seen).isEmpty();

            gateway.get("/" + KEY + "x.txt");
            assertThat(gateway.render.seen).hasSize(1);
        }
    }

    @Test
    void withoutAKeyThereIsNoFile() {
        try (Gateway gateway = Gateway.start()) {
            gateway.get("/.txt");
            gateway.get("/null.txt");
            assertThat(gateway.render.seen).hasSize(2);
        }
    }
}
