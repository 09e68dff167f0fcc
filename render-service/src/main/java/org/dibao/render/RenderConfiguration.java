package org.dibao.render;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.TopicSettings;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.operations.ProjectorHealth;
import org.dibao.projector.rebuild.Projections;
import org.dibao.projector.rebuild.RebuildRoutes;
import org.dibao.projector.rebuild.Rebuilds;
import org.dibao.projector.spring.ProjectorConfiguration;
import org.dibao.projector.stream.LogReader;
import org.dibao.render.kafka.KafkaPublicationSource;
import org.dibao.render.mongo.MongoViews;
import org.dibao.render.mongo.MongoWantedIndex;
import org.dibao.render.operations.RenderHealth;
import org.dibao.render.operations.RenderMetrics;
import org.dibao.render.operations.WarmUp;
import org.dibao.render.publishing.Publishing;
import org.dibao.render.search.Search;
import org.dibao.render.search.SearchConfiguration;
import org.dibao.render.search.WantedIndex;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.Theme;
import org.dibao.render.theme.ThemeSettings;
import org.dibao.render.view.Views;
import org.dibao.render.web.PageHandler;
import org.dibao.render.web.PageSettings;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the parts of render together. */
@Configuration(proxyBeanMethods = false)
@Import({ProjectorConfiguration.class, SearchConfiguration.class})
class RenderConfiguration {

    @Bean
    ProjectorSettings projectorSettings(RenderSettings settings, TopicSettings topics) {
        return new ProjectorSettings(
                new ProjectorNames(
                        "render", "dibao-render", topics.articleEvents(), topics.publications(), topics.publications()),
                settings.mongoUri(),
                settings.instance(),
                settings.batchSize(),
                settings.databaseTimeout());
    }

    @Bean
    Views views(Database database) {
        return MongoViews.views(database);
    }

    @Bean
    Publishing publishing(Views views, Theme theme, RenderSettings settings) {
        return new Publishing(views, new Bodies(theme), settings.databaseTimeout());
    }

    @Bean
    WantedIndex wantedIndex(Database database) {
        return new MongoWantedIndex(database);
    }

    @Bean
    Projections projections(Theme theme, RenderSettings settings) {
        return collections ->
                new Publishing(MongoViews.views(collections), new Bodies(theme), settings.databaseTimeout());
    }

    /** Asked before the pages: those answer everything. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> rebuildRoutes(Rebuilds rebuilds) {
        return RebuildRoutes.of(rebuilds);
    }

    @Bean(initMethod = "start")
    SnapshotUpdater snapshotUpdater(
            Views views,
            Database database,
            KafkaSettings kafka,
            TopicSettings topics,
            RenderSettings settings,
            MeterRegistry registry) {
        SnapshotUpdater updater = new SnapshotUpdater(
                views,
                database.checkpoints(),
                new KafkaPublicationSource(kafka, topics),
                settings.databaseTimeout(),
                settings.scanTimeout());
        Gauge.builder(
                        "dibao.render.pages.position",
                        updater,
                        it -> it.gate().position().value())
                .description("The position up to which this instance shows everything")
                .register(registry);
        Gauge.builder("dibao.render.pages.behind", updater, it -> it.behind().toSeconds())
                .description("Time since this instance showed everything published up to then")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("dibao.render.pages.waiting", updater, it -> it.gate().waiting())
                .description("Requests waiting for a position")
                .register(registry);
        return updater;
    }

    @Bean
    Theme theme(ThemeSettings settings, MeterRegistry registry) {
        Theme theme = new Theme(settings);
        WarmUp.of(theme);
        Gauge.builder("dibao.render.theme.broken", theme, it -> it.problem() == null ? 0 : 1)
                .description("1 while the theme's files have an error and its last good version is shown, else 0")
                .register(registry);
        return theme;
    }

    @Bean
    RouterFunction<ServerResponse> pages(
            SnapshotUpdater updater, Views views, Theme theme, PageSettings settings, Search search) {
        PageHandler handler = new PageHandler(updater, views, theme, settings, search);
        return RouterFunctions.route(RequestPredicates.all(), handler::handle);
    }

    @Bean
    RenderMetrics renderMetrics(MeterRegistry registry, LogEnd end) {
        return new RenderMetrics(registry, end, Clock.systemUTC());
    }

    @Bean
    ReactiveHealthIndicator eventsHealthIndicator(LogReader reader, LogEnd end, RenderMetrics metrics) {
        return ProjectorHealth.topic(reader, end, metrics);
    }

    @Bean
    ReactiveHealthIndicator pagesHealthIndicator(SnapshotUpdater updater) {
        return RenderHealth.pages(updater);
    }

    @Bean
    ReactiveHealthIndicator themeHealthIndicator(Theme theme) {
        return RenderHealth.theme(theme);
    }

    /** A separate instance: closing this context must not close the web servers of others in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }
}
