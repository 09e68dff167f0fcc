package org.dibao.gateway.auth;

import org.dibao.support.access.Secret;
import org.dibao.support.access.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiKeySettings.class, AuthSettings.class})
class AuthConfiguration {
    private static final Logger log = LoggerFactory.getLogger(AuthConfiguration.class);
    private static final int SHORT = 16;

    @Bean
    ApiKey apiKey(ApiKeySettings given, AuthSettings settings) {
        String configured = given.apiKey();
        if (configured != null) {
            if (configured.length() < SHORT) {
                log.warn("The API key has fewer than {} characters and can be guessed; use it for testing only", SHORT);
            }
            return new ApiKey(settings.keyName(), new Secret(configured));
        }
        SecretFile file = new SecretFile(
                settings.dataDir().resolve("api-key"),
                "API key",
                "set dibao.gateway.data-dir to a folder that is writable, or DIBAO_API_KEY");
        Secret generated = file.readOrCreate();
        log.info("The API key is kept in {}; `dibao key` shows it", file.path());
        return new ApiKey(settings.keyName(), generated);
    }
}
