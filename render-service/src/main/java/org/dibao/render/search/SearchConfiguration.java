package org.dibao.render.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.rebuild.RebuildRoutes;
import org.dibao.render.kafka.KafkaPublicationSource;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.view.Views;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Search, its health and its metrics: {@code dibao.render.search.articles}, {@code dibao.render.search.position} and
 * {@code dibao.render.search.lag.positions}, the positions that pages show but searches do not find yet.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
public class SearchConfiguration {

    /** Asked before the pages: those answer everything. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> searchRebuildRoutes(SearchIndexUpdater updater, WantedIndex wanted) {
        SearchRebuilds rebuilds = new SearchRebuilds(updater, wanted);
        return RebuildRoutes.of("/api/rebuild/search", rebuilds::state, rebuilds::begin);
    }

    @Bean(initMethod = "start")
    SearchIndexUpdater searchIndexUpdater(
            Views views,
            Database database,
            WantedIndex wanted,
            KafkaSettings kafka,
            TopicSettings topics,
            SearchSettings settings,
            SnapshotUpdater pages,
            @Value("${dibao.render.database-timeout:10s}") Duration timeout,
            @Value("${dibao.render.scan-timeout:10m}") Duration scanTimeout) {
        return new SearchIndexUpdater(
                views,
                database.checkpoints(),
                wanted,
                new KafkaPublicationSource(kafka, topics),
                settings,
                timeout,
                scanTimeout,
                () -> pages.gate().position());
    }

    @Bean
    Search search(SearchIndexUpdater updater, SearchSettings settings, SnapshotUpdater pages, MeterRegistry registry) {
        Gauge.builder("dibao.render.search.articles", updater, SearchIndexUpdater::articles)
                .description("Articles that can be found")
                .register(registry);
        Gauge.builder(
                        "dibao.render.search.position",
                        updater,
                        it -> it.position().value())
                .description("The position up to which everything can be found")
                .register(registry);
        Gauge.builder("dibao.render.search.lag.positions", updater, it -> lag(it, pages))
                .description("Positions that this instance shows but its search does not find yet")
                .register(registry);
        return new Search(updater, settings, registry);
    }

    /** {@code search}: whether search is available, and the position of the index. */
    @Bean
    ReactiveHealthIndicator searchHealthIndicator(
            SearchIndexUpdater updater, SnapshotUpdater pages, SearchSettings settings) {
        return () -> Mono.fromSupplier(() -> SearchHealth.of(updater.state(), lag(updater, pages), settings.maxLag())
                .withDetail("position", updater.position().value())
                .withDetail("articles", updater.articles())
                .build());
    }

    private static long lag(SearchIndexUpdater updater, SnapshotUpdater pages) {
        Position shown = pages.gate().position();
        return Math.max(0, shown.value() - updater.position().value());
    }
}
