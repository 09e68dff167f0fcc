package org.dibao.gateway.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.dibao.gateway.publications.Processed;
import org.dibao.support.loop.LoopsHealth;
import org.dibao.support.loop.LoopsMetrics;
import org.dibao.support.loop.Supervised;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
class StatusConfiguration {

    @Bean
    LoopsHealth loopsHealthIndicator(ObjectProvider<Supervised> parts) {
        return new LoopsHealth(parts::stream);
    }

    @Bean
    LoopsMetrics loopsMetrics(ObjectProvider<Supervised> parts) {
        return new LoopsMetrics(parts::stream);
    }

    @Bean
    MeterBinder publicationsAge(Processed processed) {
        return registry -> Gauge.builder("dibao.gateway.behind", processed, it -> it.behind().toSeconds())
                .description("Time since this gateway had processed all publications there then were")
                .baseUnit("seconds")
                .register(registry);
    }
}
