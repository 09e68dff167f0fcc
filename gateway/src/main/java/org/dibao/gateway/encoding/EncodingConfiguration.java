package org.dibao.gateway.encoding;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompressionSettings.class)
class EncodingConfiguration {

    @Bean
    Compression compression(CompressionSettings settings, MeterRegistry meters) {
        return new Compression(settings, meters);
    }
}
