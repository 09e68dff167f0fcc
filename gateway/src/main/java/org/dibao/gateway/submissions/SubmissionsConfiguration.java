package org.dibao.gateway.submissions;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubmissionSettings.class)
class SubmissionsConfiguration {

    @Bean
    TraceRecords.Source traceRecords(Environment environment) {
        Binder binder = Binder.get(environment);
        return new KafkaTraceRecords(
                binder.bindOrCreate("dibao.kafka", KafkaSettings.class),
                binder.bindOrCreate("dibao.topics", TopicSettings.class));
    }
}
