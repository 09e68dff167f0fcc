package org.dibao.support.loop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For each service: health and metrics of the loops of all its {@link Supervised} beans. */
@Configuration(proxyBeanMethods = false)
public class LoopsConfiguration {

    @Bean
    LoopsHealth loopsHealthIndicator(ObjectProvider<Supervised> parts) {
        return new LoopsHealth(parts::stream);
    }

    @Bean
    LoopsMetrics loopsMetrics(ObjectProvider<Supervised> parts) {
        return new LoopsMetrics(parts::stream);
    }
}
