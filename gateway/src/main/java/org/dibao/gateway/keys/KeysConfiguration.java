package org.dibao.gateway.keys;

import java.time.Clock;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.KeyRing;
import org.dibao.gateway.operations.OperationLog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysSettings.class)
class KeysConfiguration {

    @Bean
    Keys keys(
            ApiKeyAuthenticator authenticator,
            KeyRing ring,
            OperationLog operations,
            KeysSettings settings,
            Clock clock) {
        return new Keys(authenticator, ring, operations, settings, clock);
    }
}
