package org.dibao.gateway.publications;

import java.time.Clock;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.support.trace.Spans;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, TopicSettings.class, ReadYourWritesSettings.class})
class PublicationsConfiguration {

    @Bean
    PublicationSource publicationSource(KafkaSettings kafka, TopicSettings topics, Spans spans) {
        return new KafkaPublications(kafka, topics, spans);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
