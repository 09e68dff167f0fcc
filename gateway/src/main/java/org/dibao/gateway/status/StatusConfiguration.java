package org.dibao.gateway.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.loop.LoopsConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
@Import(LoopsConfiguration.class)
class StatusConfiguration {

    @Bean
    MeterBinder publicationsAge(ProcessedPosition processed) {
        return registry -> Gauge.builder(
                        "dibao.gateway.behind", processed, it -> it.behind().toSeconds())
                .description("Time since this gateway had processed everything published up to then")
                .baseUnit("seconds")
                .register(registry);
    }
}
