package org.dibao.support.access;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secret with which the gateway authenticates to the services behind it; all of them share one.
 *
 * @param serviceSecret what the gateway shows to the other services, which answer nobody else; one value for all; without one,
 *     a secret is generated and kept in {@code dibao.service-secret-file}
 * @param serviceSecretFile where a generated secret is kept, with mode 0600, for all services that can read the file;
 *     {@code data/service-secret} while all services are on one machine
 */
@ConfigurationProperties("dibao")
public record ServiceSecretSettings(
        @Nullable String serviceSecret, @Nullable Path serviceSecretFile) {
    private static final Path DEFAULT_FILE = Path.of("data", "service-secret");
    private static final String HOW = "set DIBAO_SERVICE_SECRET to the same value for the gateway and all services"
            + " (`openssl rand -hex 24` makes one), or DIBAO_SERVICE_SECRET_FILE to a file that they share";

    public ServiceSecretSettings {
        serviceSecret = serviceSecret == null || serviceSecret.isBlank() ? null : serviceSecret.strip();
        if (serviceSecret != null && !Secret.isToken(serviceSecret)) {
            throw new IllegalArgumentException("dibao.service-secret (DIBAO_SERVICE_SECRET) must be " + Secret.FORM);
        }
    }

    /**
     * The secret, generated if need be.
     *
     * @param beyond what connects this service with other machines, as a clause; null if nothing does. A generated
     *               secret would then differ from machine to machine
     * @throws IllegalStateException with a sentence that says what to do
     */
    public Secret secret(@Nullable String beyond) {
        if (serviceSecret != null) {
            return new Secret(serviceSecret);
        }
        if (beyond != null && serviceSecretFile == null) {
            throw new IllegalStateException(beyond + ", and there is no service secret: " + HOW);
        }
        Path file = Objects.requireNonNullElse(serviceSecretFile, DEFAULT_FILE);
        return new SecretFile(file, "service secret", HOW).readOrCreate();
    }
}
