package org.dibao.gateway.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway} for the API key.
 *
 * @param keyName the key holder's name in articles and events; idempotency keys belong to this name
 * @param dataDir the folder for a generated key, readable by its owner only
 */
@Validated
@ConfigurationProperties("dibao.gateway")
record AuthSettings(
        @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be 1 to 64 of A-Z a-z 0-9 . _ -")
        @DefaultValue("default")
        String keyName,

        @NotNull(message = "must name a folder") @DefaultValue("data/gateway")
        Path dataDir) {}
