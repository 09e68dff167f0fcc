package org.dibao.gateway.pages;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.publications.Processed;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PageSettings.class, SearchSettings.class})
class PagesConfiguration {

    @Bean
    PageCache pageCache(
            PageSettings settings, Processed processed, Backends backends, MeterRegistry meters, Clock clock) {
        return new PageCache(
                settings,
                new Fence(settings.purgedKeys()),
                processed::position,
                processed::behind,
                new RenderedPages(backends.render(), clock),
                new PageMeters(meters));
    }

    @Bean
    ThemeWatch themeWatch(PageCache cache, PageSettings settings) {
        return new ThemeWatch(cache, settings.themeEvery());
    }

    @Bean
    PurgePages purgePages(PageCache cache) {
        return new PurgePages(cache);
    }

    @Bean
    Pages pages(ApiKeyAuthenticator gatekeeper, PageCache cache, Clock clock) {
        return new Pages(gatekeeper, cache, clock);
    }

    @Bean
    Search search(Backends backends, SearchSettings settings, MeterRegistry meters) {
        return new Search(backends.render(), settings, meters);
    }
}
