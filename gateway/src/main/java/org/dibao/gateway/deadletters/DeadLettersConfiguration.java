package org.dibao.gateway.deadletters;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.operations.OperationLog;
import org.dibao.support.work.Permits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {
    /** Each may hold the largest record there is in memory. */
    private static final int AT_ONCE = 2;

    @Bean
    DeadLetterTopics deadLetterTopics(KafkaSettings kafka, TopicSettings topics) {
        return new KafkaDeadLetterTopics(kafka, topics);
    }

    @Bean
    DeadLetters deadLetters(
            ApiKeyAuthenticator authenticator,
            DeadLetterTopics topics,
            Settled settled,
            OperationLog operations,
            MeterRegistry meters,
            Clock clock) {
        return new DeadLetters(
                authenticator, topics, settled, operations, new Permits("dead-letters", AT_ONCE, meters), clock);
    }
}
