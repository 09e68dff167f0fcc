package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.dibao.support.work.Permits;

/** How well the cache does: {@code dibao_gateway_pages_total{result="hit|miss"}}, entries and bytes. */
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
                .description("Pages asked for, out of the cache or not")
                .tag("result", result)
                .register(registry);
    }

    /** @param counts whether it is a user who asked */
    void hit(boolean counts) {
        hits.increment(counts ? 1 : 0);
    }

    void miss(boolean counts) {
        misses.increment(counts ? 1 : 0);
    }

    /** Counted by their own gauges. */
    Permits permits(String of, int limit) {
        return new Permits(of, limit, registry);
    }

    void watch(Map<?, ?> inFlight) {
        Gauge.builder("dibao.gateway.pages.in.flight", inFlight, Map::size)
                .description("Pages that render is being asked for")
                .register(registry);
    }

    void watch(Cache<?, ?> cache) {
        Gauge.builder("dibao.gateway.cached.pages", cache, Cache::estimatedSize)
                .description("Pages in the cache")
                .register(registry);
        Gauge.builder("dibao.gateway.cached.bytes", cache, PageMeters::bytes)
                .baseUnit("bytes")
                .description("Memory that cached pages take, roughly")
                .register(registry);
    }

    private static double bytes(Cache<?, ?> cache) {
        return cache.policy().eviction().map(it -> it.weightedSize().orElse(0)).orElse(0L);
    }
}
