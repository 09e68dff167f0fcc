package org.dibao.support.trace;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the requests of a service traceable. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
public class TracingConfiguration {

    @Bean
    Spans spans(TracingSettings settings, @Value("${spring.application.name}") String service) {
        return settings.endpoint() == null
                ? Spans.NONE
                : new ExportedSpans(settings.endpoint(), settings.sampling(), service);
    }

    @Bean
    TracedRequests tracedRequests(Spans spans) {
        return new TracedRequests(spans);
    }
}
