package org.dibao.render;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
import org.dibao.render.kafka.KafkaAnnouncements;
import org.dibao.render.kafka.KafkaDeadLetters;
import org.dibao.render.kafka.KafkaEventLog;
import org.dibao.render.kafka.KafkaFeed;
import org.dibao.render.mongo.MongoRender;
import org.dibao.render.operations.RenderHealth;
import org.dibao.render.operations.Tally;
import org.dibao.render.operations.WarmUp;
import org.dibao.render.publishing.PublishingLoop;
import org.dibao.render.search.Search;
import org.dibao.render.search.SearchConfiguration;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Theme;
import org.dibao.render.theme.ThemeSettings;
import org.dibao.render.view.Ports;
import org.dibao.render.web.PageHandler;
import org.dibao.render.web.PageSettings;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Puts the parts of render together. */
@Configuration(proxyBeanMethods = false)
@Import({LogReaderConfiguration.class, SearchConfiguration.class})
class RenderConfiguration {

    @Bean
    ReaderSettings readerSettings(RenderSettings settings, TopicSettings topics) {
        return new ReaderSettings(topics.articleEvents(), settings.instance(), settings.batchSize());
    }

    @Bean
    MongoRender mongoRender(RenderSettings settings) {
        return new MongoRender(settings.mongoUri(), settings.databaseTimeout());
    }

    @Bean
    TopicWriter announcing(KafkaSettings kafka, TopicSettings topics) {
        return new TopicWriter(kafka, topics.publications());
    }

    @Bean
    Ports ports(KafkaSettings kafka, TopicSettings topics, MongoRender database, TopicWriter announcing) {
        return new Ports(
                new KafkaEventLog(kafka, topics),
                database.views(),
                database.progress(),
                new KafkaAnnouncements(announcing),
                new KafkaDeadLetters(new DeadLetterTopic(kafka, topics.articleEvents())));
    }

    @Bean
    PublishingLoop publishingLoop(Ports ports, RenderSettings settings, Tally tally) {
        return new PublishingLoop(ports, settings.batchSize(), settings.databaseTimeout(), tally);
    }

    /** In this order: the topics, then the database, then whether both belong together. */
    @Bean
    ReaderPrerequisites readerPrerequisites(KafkaSettings kafka, TopicSettings topics, PublishingLoop loop) {
        return () -> {
            TopicSetup.createOrVerify(kafka, topics.articleEvents(), topics.replication());
            TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
            TopicSetup.createOrVerify(
                    kafka, new DeadLetterTopic(kafka, topics.articleEvents()).name(), topics.replication());
            loop.resume();
        };
    }

    @Bean(initMethod = "start")
    SnapshotUpdater editionKeeper(
            Ports ports, KafkaSettings kafka, TopicSettings topics, RenderSettings settings, MeterRegistry registry) {
        SnapshotUpdater keeper = new SnapshotUpdater(
                ports.views(),
                ports.progress(),
                new KafkaFeed(kafka, topics),
                settings.databaseTimeout(),
                settings.scanTimeout());
        Gauge.builder(
                        "dibao.render.pages.position",
                        keeper,
                        it -> it.reached().position().value())
                .description("position up to which this instance shows everything")
                .register(registry);
        Gauge.builder("dibao.render.pages.waiting", keeper, it -> it.reached().waiting())
                .description("requests that wait for a position")
                .register(registry);
        return keeper;
    }

    @Bean
    Theme theme(ThemeSettings settings) {
        Theme theme = new Theme(settings);
        WarmUp.of(theme);
        return theme;
    }

    @Bean
    RouterFunction<ServerResponse> pages(
            SnapshotUpdater keeper, Ports ports, Theme theme, PageSettings settings, Search search) {
        PageHandler handler = new PageHandler(keeper, ports.views(), theme, settings, search);
        return RouterFunctions.route(RequestPredicates.all(), handler::handle);
    }

    @Bean
    LogEnd logEnd(KafkaSettings kafka, TopicSettings topics) {
        return new LogEnd(kafka, topics.articleEvents());
    }

    @Bean
    Tally tally(MeterRegistry registry, LogEnd end) {
        return new Tally(registry, end, Clock.systemUTC());
    }

    @Bean
    ReactiveHealthIndicator databaseHealthIndicator(MongoRender database) {
        return RenderHealth.database(database.ping());
    }

    @Bean
    ReactiveHealthIndicator eventsHealthIndicator(LogReader reader, LogEnd end, Tally tally) {
        return RenderHealth.events(reader, end, tally);
    }

    @Bean
    ReactiveHealthIndicator pagesHealthIndicator(SnapshotUpdater keeper) {
        return RenderHealth.pages(keeper);
    }

    @Bean
    ReactiveHealthIndicator themeHealthIndicator(Theme theme) {
        return RenderHealth.theme(theme);
    }

    /** Its own: closing this context must not close the web servers of others in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }
}
