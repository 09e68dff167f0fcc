package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.dibao.support.work.Permits;

/** The cache's metrics: {@code dibao_gateway_pages_total{result="hit|miss"}}, entries and bytes. */
final class PageMeters {
    private final MeterRegistry registry;
    private final Counter hits;
    private final Counter misses;

    PageMeters(MeterRegistry registry) {
        this.registry = registry;
        this.hits = counter("hit");
        this.misses = counter("miss");
    }

    private Counter counter(String result) {
        return Counter.builder("dibao.gateway.pages")
                .description("Pages requested, by whether they came from the cache")
                .tag("result", result)
                .register(registry);
    }

    /** @param counts whether the request came from a user */
    void hit(boolean counts) {
        hits.increment(counts ? 1 : 0);
    }

    void miss(boolean counts) {
        misses.increment(counts ? 1 : 0);
    }

    /** Permits, which have their own gauges. */
    Permits permits(String of, int limit) {
        return new Permits(of, limit, registry);
    }

    void watch(Map<?, ?> inFlight) {
        Gauge.builder("dibao.gateway.pages.in.flight", inFlight, Map::size)
                .description("Pages being loaded from render")
                .register(registry);
    }

    /** @param caches which the caller must keep: a gauge does not */
    void watch(List<? extends Cache<?, ?>> caches) {
        Gauge.builder("dibao.gateway.cached.pages", caches, all -> sum(all, Cache::estimatedSize))
                .description("Pages in the cache")
                .register(registry);
        Gauge.builder("dibao.gateway.cached.bytes", caches, all -> sum(all, PageMeters::bytes))
                .baseUnit("bytes")
                .description("Approximate memory used by cached pages")
                .register(registry);
    }

    private static double sum(List<? extends Cache<?, ?>> caches, ToLongFunction<Cache<?, ?>> of) {
        return caches.stream().mapToLong(of).sum();
    }

    private static long bytes(Cache<?, ?> cache) {
        return cache.policy().eviction().map(it -> it.weightedSize().orElse(0)).orElse(0L);
    }
}
