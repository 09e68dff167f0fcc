package org.dibao.gateway.operations;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    @Bean
    OperationTopic operationTopic(KafkaSettings kafka, TopicSettings topics) {
        return new KafkaOperationTopic(kafka, topics);
    }
}
