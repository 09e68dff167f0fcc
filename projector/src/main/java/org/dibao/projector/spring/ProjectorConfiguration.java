package org.dibao.projector.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.projector.Projection;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorPorts;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.TracedEventPublisher;
import org.dibao.projector.kafka.KafkaDeadLetters;
import org.dibao.projector.kafka.KafkaEventPublisher;
import org.dibao.projector.kafka.KafkaInputTopic;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.operations.ProjectorHealth;
import org.dibao.projector.rebuild.Projections;
import org.dibao.projector.rebuild.Rebuilder;
import org.dibao.projector.rebuild.Rebuilds;
import org.dibao.projector.stream.LogReader;
import org.dibao.projector.stream.LogReaderConfiguration;
import org.dibao.projector.stream.ReaderPrerequisites;
import org.dibao.projector.stream.ReaderSettings;
import org.dibao.support.trace.Spans;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A projector on Kafka and MongoDB. The service provides {@link KafkaSettings}, {@link TopicSettings},
 * {@link ProjectorSettings}, a {@link Projection}, the same over any generation ({@link Projections}), and a
 * {@link ProjectorListener}.
 */
@Configuration(proxyBeanMethods = false)
@Import(LogReaderConfiguration.class)
public class ProjectorConfiguration {

    @Bean
    ReaderSettings readerSettings(ProjectorSettings settings) {
        return new ReaderSettings(settings.names().input(), settings.instance(), settings.batchSize());
    }

    @Bean
    Database database(ProjectorSettings settings) {
        return new Database(settings.names().client(), settings.mongoUri(), settings.databaseTimeout());
    }

    @Bean
    TopicWriter outputTopic(KafkaSettings kafka, ProjectorSettings settings) {
        return new TopicWriter(kafka, settings.names().output());
    }

    @Bean
    ProjectorPorts projectorPorts(
            KafkaSettings kafka,
            TopicSettings topics,
            ProjectorSettings settings,
            Database database,
            TopicWriter outputTopic,
            Spans spans) {
        return new ProjectorPorts(
                new KafkaInputTopic(kafka, settings.names().input(), topics.replication()),
                database.checkpoints(),
                new TracedEventPublisher(
                        new KafkaEventPublisher(outputTopic),
                        spans,
                        settings.names().service()),
                new KafkaDeadLetters(kafka, settings.names().input()),
                database.generations());
    }

    @Bean
    Rebuilds rebuilds(Database database, Projection<?, ?> projection) {
        return new Rebuilds(database, projection.version());
    }

    @Bean
    Rebuilder rebuilder(
            ProjectorSettings settings,
            KafkaSettings kafka,
            Database database,
            ProjectorPorts ports,
            Projector<?, ?> projector,
            Projections projections,
            Rebuilds rebuilds,
            LogReader reader,
            MeterRegistry meters) {
        Rebuilder rebuilder =
                new Rebuilder(settings, kafka, database, ports, projector, projections, rebuilds, reader::isActive);
        Gauge.builder(
                        settings.names().client().replace('-', '.') + ".rebuild.remaining",
                        rebuilder,
                        Rebuilder::remaining)
                .description("Positions that a rebuild has still to read; -1 while this instance does none")
                .register(meters);
        return rebuilder;
    }

    @Bean
    <I, R> Projector<I, R> projector(
            ProjectorPorts ports,
            Projection<I, R> projection,
            ProjectorSettings settings,
            ProjectorListener<R> listener) {
        return new Projector<>(
                ports,
                projection,
                settings.names(),
                settings.instance() + "/" + UUID.randomUUID(),
                settings.batchSize(),
                settings.databaseTimeout(),
                listener);
    }

    /** Checks, in this order, the topics, the database, and whether both belong together. */
    @Bean
    ReaderPrerequisites readerPrerequisites(
            KafkaSettings kafka, TopicSettings topics, ProjectorSettings settings, Projector<?, ?> projector) {
        return () -> {
            String input = settings.names().input();
            TopicSetup.createOrVerify(kafka, input, topics.replication());
            TopicSetup.createOrVerify(kafka, settings.names().output(), topics.replication());
            TopicSetup.createOrVerify(kafka, Topics.deadLettersOf(input), topics.replication());
            projector.check();
        };
    }

    @Bean
    LogEnd inputEnd(KafkaSettings kafka, ProjectorSettings settings) {
        return new LogEnd(kafka, settings.names().input());
    }

    @Bean
    ReactiveHealthIndicator databaseHealthIndicator(Database database) {
        return ProjectorHealth.database(database.ping());
    }
}
