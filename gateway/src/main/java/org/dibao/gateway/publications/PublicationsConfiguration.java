package org.dibao.gateway.publications;

import java.time.Clock;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class PublicationsConfiguration {

    @Bean
    PublicationSource publicationSource(Environment environment) {
        Binder binder = Binder.get(environment);
        return new KafkaPublications(
                binder.bindOrCreate("dibao.kafka", KafkaSettings.class),
                binder.bindOrCreate("dibao.topics", TopicSettings.class));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
