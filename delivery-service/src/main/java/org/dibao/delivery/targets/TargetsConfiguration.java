package org.dibao.delivery.targets;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TargetSettings.class)
class TargetsConfiguration {

    @Bean
    TargetClient targetClient(TargetSettings settings, ReactorResourceFactory resources) {
        return new TargetClient(settings, resources.getLoopResources());
    }
}
