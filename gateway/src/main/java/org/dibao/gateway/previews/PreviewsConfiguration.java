package org.dibao.gateway.previews;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.gateway.auth.ApiKey;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.submissions.SiteAddress;
import org.dibao.support.access.Secret;
import org.dibao.support.work.Permits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PreviewSettings.class)
class PreviewsConfiguration {

    @Bean
    Previews previews(
            ApiKeyAuthenticator authenticator,
            ApiKey key,
            Backends backends,
            Secret serviceSecret,
            SiteAddress site,
            PreviewSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new Previews(
                authenticator,
                backends,
                site,
                new PreviewLinks(serviceSecret, key.secret()),
                settings,
                new Permits("previews", settings.maxAtOnce(), meters),
                clock);
    }
}
