package org.dibao.gateway.auth;

import org.dibao.support.access.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The API key, directly under {@code dibao}.
 *
 * @param apiKey the key for writing: visible ASCII characters without a space; without one, a key is generated and kept in
 *               {@code dibao.gateway.data-dir}
 */
@ConfigurationProperties("dibao")
record ApiKeySettings(@Nullable String apiKey) {

    /** Checked here and not by an annotation, because an error report would then show the key. */
    ApiKeySettings {
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
        if (apiKey != null && !Secret.isToken(apiKey)) {
            throw new IllegalArgumentException("dibao.api-key (DIBAO_API_KEY) must be " + Secret.FORM);
        }
    }
}
