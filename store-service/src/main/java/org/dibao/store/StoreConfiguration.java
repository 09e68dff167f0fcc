package org.dibao.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.contract.event.Problem;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicWriter;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.Unavailable;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.operations.ProjectorHealth;
import org.dibao.projector.rebuild.Projections;
import org.dibao.projector.rebuild.RebuildRoutes;
import org.dibao.projector.rebuild.Rebuilds;
import org.dibao.projector.spring.ProjectorConfiguration;
import org.dibao.projector.stream.LogReader;
import org.dibao.store.folding.Folding;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.dibao.store.mongo.MongoHistory;
import org.dibao.store.operations.StoreMetrics;
import org.dibao.store.schedule.AppointmentKeeper;
import org.dibao.store.schedule.AppointmentLog;
import org.dibao.store.schedule.KafkaAppointmentLog;
import org.dibao.store.schedule.Schedule;
import org.dibao.store.web.Archive;
import org.dibao.store.web.Limits;
import org.dibao.store.web.StoreRoutes;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.problem.ProblemHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the parts of the store together. */
@Configuration(proxyBeanMethods = false)
@Import(ProjectorConfiguration.class)
class StoreConfiguration {

    @Bean
    ProjectorSettings projectorSettings(StoreSettings settings, TopicSettings topics) {
        return new ProjectorSettings(
                new ProjectorNames(
                        "the store",
                        "dibao-store",
                        topics.articles(),
                        topics.articleEvents(),
                        topics.articleEvents() + " and " + topics.publications()),
                settings.mongoUri(),
                settings.instance(),
                settings.batchSize(),
                settings.databaseTimeout());
    }

    @Bean
    Decisions decisions(Database database) {
        return MongoHistory.decisions(database);
    }

    @Bean
    Tables tables(Database database) {
        return MongoHistory.tables(database);
    }

    @Bean
    Schedule schedule() {
        return new Schedule();
    }

    @Bean
    Folding folding(Decisions decisions, Tables tables, Schedule schedule, StoreSettings settings) {
        return new Folding(decisions, tables, schedule, settings.databaseTimeout());
    }

    /** What a rebuild schedules is not kept: the projector that publishes does that. */
    @Bean
    Projections projections(StoreSettings settings) {
        return collections -> new Folding(
                MongoHistory.decisions(collections),
                MongoHistory.tables(collections),
                new Schedule(),
                settings.databaseTimeout());
    }

    @Bean
    RouterFunction<ServerResponse> rebuildRoutes(Rebuilds rebuilds) {
        return RebuildRoutes.of(rebuilds);
    }

    @Bean
    KafkaAppointmentLog appointmentLog(KafkaSettings kafka, TopicSettings topics, LogEnd end, Folding folding) {
        return new KafkaAppointmentLog(
                end,
                new TopicWriter(kafka, topics.articles()),
                () -> folding.site().baseUrl());
    }

    @Bean
    AppointmentKeeper appointmentKeeper(Schedule schedule, AppointmentLog log, ObjectProvider<Clock> clock) {
        return new AppointmentKeeper(schedule, log, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    StoreMetrics storeMetrics(MeterRegistry registry, LogEnd end, Schedule schedule) {
        return new StoreMetrics(registry, end, schedule);
    }

    @Bean
    ReactiveHealthIndicator logHealthIndicator(LogReader reader, LogEnd end, StoreMetrics metrics) {
        return ProjectorHealth.topic(reader, end, metrics);
    }

    @Bean
    RouterFunction<ServerResponse> storeRoutes(Decisions decisions, Tables tables, StoreSettings settings) {
        Limits limits = new Limits(
                settings.pageSize(),
                settings.maxPageSize(),
                settings.maxIds(),
                settings.maxContents().toBytes());
        return new StoreRoutes(new Archive(decisions, tables), limits).routes();
    }

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler(StoreConfiguration::unavailable);
    }

    /** A separate instance: closing this context must not close the web servers of others in the same JVM. */
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
