package org.dibao.gateway.auth;

import java.nio.file.Path;
import org.dibao.support.access.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code dibao.gateway} that concern the API key.
 *
 * @param apiKey  {@code dibao.api-key}, environment {@code DIBAO_API_KEY}; absent: one is generated and kept
 * @param keyName what events and articles call who holds the key; default {@code default}. Idempotency keys belong to this name
 * @param dataDir the folder where a generated key is kept; default {@code data/gateway}
 */
@ConfigurationProperties("dibao.gateway")
record AuthSettings(@Nullable String apiKey, String keyName, Path dataDir) {
    AuthSettings(@Nullable String apiKey, @Nullable String keyName, @Nullable Path dataDir) {
        this.apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
        this.keyName = keyName == null || keyName.isBlank() ? "default" : keyName.strip();
        this.dataDir = dataDir == null ? Path.of("data", "gateway") : dataDir;
        if (this.apiKey != null && !Secret.isToken(this.apiKey)) {
            throw new IllegalArgumentException("dibao.api-key (DIBAO_API_KEY): " + Secret.FORM);
        }
        if (!this.keyName.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("dibao.gateway.key-name: 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }
}
