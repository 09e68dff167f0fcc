package org.dibao.projector.stream;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * The function {@code readLog}, for a service that reads one log to import. The service provides {@link KafkaSettings},
 * {@link ReaderSettings}, a {@link LogHandler} and {@link ReaderPrerequisites}; its binding {@code readLog-in-0} has a
 * group, batch mode, native decoding, no automatic start, the converter {@code receivedBatchConverter}, and as
 * destination the topic's name as a pattern, so that nothing contacts the broker before it is available.
 */
@Configuration(proxyBeanMethods = false)
public class LogReaderConfiguration {
    private static final String BINDING = "readLog-in-0";
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 3000;
    private static final long COMMIT_MS = 1000;

    @Bean
    ReceivedBatchConverter receivedBatchConverter() {
        return new ReceivedBatchConverter();
    }

    @Bean
    LogReader logReader(
            ReaderSettings settings,
            LogHandler handler,
            ObjectProvider<BindingsLifecycleController> bindings,
            ObjectProvider<Clock> clock) {
        Runnable stop = () -> bindings.getObject().changeState(BINDING, BindingsLifecycleController.State.STOPPED);
        return new LogReader(settings.topic(), handler, stop, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Consumer<Message<List<ReceivedRecord>>> readLog(LogReader reader) {
        return reader::onMessage;
    }

    @Bean
    ReaderStarter readerStarter(
            ReaderSettings settings,
            BindingsLifecycleController bindings,
            LogReader reader,
            ReaderPrerequisites prerequisites) {
        return new ReaderStarter(
                settings.topic(), state -> bindings.changeState(BINDING, state), reader, prerequisites);
    }

    /**
     * Retries without limit: a failure leaves the records where they are, and the handler decides what counts as a
     * failure.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> endlessRetry(
            ObjectProvider<ReaderStarter> starter) {
        return (container, destination, group) -> {
            ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
            backOff.setMaxInterval(LONGEST_PAUSE_MS);
            DefaultErrorHandler handler = new DefaultErrorHandler(null, backOff);
            handler.setClassifications(Map.of(), true);
            handler.setLogLevel(KafkaException.Level.DEBUG);
            container.setCommonErrorHandler(handler);
            // The group's offsets only serve to display the lag; the checkpoint is stored elsewhere.
            container.getContainerProperties().setAckMode(ContainerProperties.AckMode.TIME);
            container.getContainerProperties().setAckTime(COMMIT_MS);
            ApplicationEventPublisher others = container.getApplicationEventPublisher();
            container.setApplicationEventPublisher(event -> {
                switch (event) {
                    case ConsumerStartingEvent _ -> starter.getObject().consumerBegins();
                    case ConsumerStoppedEvent stopped -> starter.getObject().consumerEnds(stopped.getReason());
                    default -> {}
                }
                if (others != null) {
                    others.publishEvent(event);
                }
            });
        };
    }

    @Bean
    ConsumerConfigCustomizer groupMembership(KafkaSettings kafka, ReaderSettings settings) {
        return (config, binding, destination) -> {
            config.putAll(kafka.common());
            // The classic protocol with a static member name: after a crash it is back in the group within 0.1 s
            // instead of 45 s.
            config.put("group.protocol", "classic");
            config.put("group.instance.id", settings.instance());
            config.put("session.timeout.ms", 6000); // a standby takes over after that
            config.put("heartbeat.interval.ms", 1500);
            config.put("auto.offset.reset", "earliest");
            config.put("allow.auto.create.topics", false);
            config.put("fetch.min.bytes", 1);
            config.put("max.poll.records", settings.pollSize());
            config.put("metadata.max.age.ms", 10_000);
        };
    }
}
