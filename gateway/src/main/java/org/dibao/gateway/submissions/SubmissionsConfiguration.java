package org.dibao.gateway.submissions;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubmissionSettings.class)
class SubmissionsConfiguration {

    @Bean
    TraceRecords.Source traceRecords(KafkaSettings kafka, TopicSettings topics) {
        return new KafkaTraceRecords(kafka, topics);
    }
}
