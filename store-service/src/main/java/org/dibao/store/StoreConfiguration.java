package org.dibao.store;

import org.dibao.support.problem.ProblemHandler;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.dibao.store.history.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.eventlog.stream.DeadLetterTopic;
import org.dibao.eventlog.stream.LogReader;
import org.dibao.eventlog.stream.LogReaderConfiguration;
import org.dibao.eventlog.stream.ReaderPrerequisites;
import org.dibao.eventlog.stream.ReaderSettings;
import org.dibao.store.folding.FoldingLoop;
import org.dibao.store.history.Ports;
import org.dibao.store.kafka.KafkaAnnouncements;
import org.dibao.store.kafka.KafkaDeadLetters;
import org.dibao.store.kafka.KafkaLog;
import org.dibao.store.mongo.MongoStore;
import org.dibao.store.operations.StoreHealth;
import org.dibao.store.operations.Tally;
import org.dibao.store.web.Archive;
import org.dibao.store.web.StoreRoutes;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Puts the parts of the store together. */
@Configuration(proxyBeanMethods = false)
@Import(LogReaderConfiguration.class)
class StoreConfiguration {

    @Bean
    ReaderSettings readerSettings(StoreSettings settings, TopicSettings topics) {
        return new ReaderSettings(topics.articles(), settings.instance(), settings.batchSize());
    }

    @Bean
    MongoStore mongoStore(StoreSettings settings) {
        return new MongoStore(settings.mongoUri(), settings.databaseTimeout());
    }

    @Bean
    TopicWriter announcing(KafkaSettings kafka, TopicSettings topics) {
        return new TopicWriter(kafka, topics.articleEvents());
    }

    @Bean
    Ports ports(KafkaSettings kafka, TopicSettings topics, MongoStore database, TopicWriter announcing) {
        return new Ports(
                new KafkaLog(kafka, topics),
                database.decisions(),
                database.projections(),
                database.progress(),
                new KafkaAnnouncements(announcing),
                new KafkaDeadLetters(new DeadLetterTopic(kafka, topics.articles())));
    }

    @Bean
    FoldingLoop foldingLoop(Ports ports, StoreSettings settings, Tally tally) {
        String process = settings.instance() + "/" + UUID.randomUUID();
        return new FoldingLoop(ports, process, settings.batchSize(), settings.databaseTimeout(), tally);
    }

    /** In this order: the topics, then the database, then whether both belong together. */
    @Bean
    ReaderPrerequisites readerPrerequisites(KafkaSettings kafka, TopicSettings topics, FoldingLoop loop) {
        return () -> {
            TopicSetup.createOrVerify(kafka, topics.articles(), topics.replication());
            TopicSetup.createOrVerify(kafka, topics.articleEvents(), topics.replication());
            TopicSetup.createOrVerify(
                    kafka, new DeadLetterTopic(kafka, topics.articles()).name(), topics.replication());
            loop.resume();
        };
    }

    @Bean
    LogEnd logEnd(KafkaSettings kafka, TopicSettings topics) {
        return new LogEnd(kafka, topics.articles());
    }

    @Bean
    Tally tally(MeterRegistry registry, LogEnd end) {
        return new Tally(registry, end);
    }

    @Bean
    ReactiveHealthIndicator databaseHealthIndicator(MongoStore database) {
        return StoreHealth.database(database.ping());
    }

    @Bean
    ReactiveHealthIndicator logHealthIndicator(LogReader reader, LogEnd end, Tally tally) {
        return StoreHealth.log(reader, end, tally);
    }

    @Bean
    RouterFunction<ServerResponse> storeRoutes(Ports ports, StoreSettings settings) {
        return new StoreRoutes(
                        new Archive(ports.decisions(), ports.projections()),
                        settings.pageSize(),
                        settings.maxPageSize())
                .routes();
    }

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler(StoreConfiguration::unavailable);
    }

    /** Its own: closing this context must not close the web servers of others in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }

    private static @Nullable ProblemException unavailable(Throwable failure) {
        return failure instanceof Unavailable
                ? new ProblemException(
                        ProblemDocuments.of(
                                Problem.Type.UNAVAILABLE, "the database does not answer; try again in a moment"),
                        ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"))
                : null;
    }
}
