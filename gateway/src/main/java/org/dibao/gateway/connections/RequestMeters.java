package org.dibao.gateway.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dibao.gateway.warmup.WarmUpTraffic;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * {@code dibao_gateway_requests_seconds}: the time from a request's head to its response's head, by route and status. A
 * route is one of a few names, so that no visitor can make up more of them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // after the mark of warm-up requests
final class RequestMeters implements WebFilter {
    private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final Set<String> API = Set.of(
            "articles",
            "imports",
            "submissions",
            "events",
            "subscriptions",
            "keys",
            "dead-letters",
            "rebuilds",
            "websub",
            "site",
            "status",
            "docs",
            "schemas");

    /** What a timer is of. */
    private record Kind(String route, int status) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
        var _ = timer(new Kind("page", 200)); // so that it is there before the first visitor
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.deferContextual(context -> {
            if (!WarmUpTraffic.isIn(context)) {
                long start = System.nanoTime();
                exchange.getResponse().beforeCommit(() -> {
                    HttpStatusCode status = exchange.getResponse().getStatusCode();
                    record(
                            exchange.getRequest().getURI().getRawPath(),
                            status == null ? 200 : status.value(),
                            System.nanoTime() - start);
                    return Mono.empty();
                });
            }
            return chain.filter(exchange);
        });
    }

    void record(String path, int status, long nanos) {
        timer(new Kind(route(path), status)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return timers.computeIfAbsent(
                kind,
                it -> Timer.builder("dibao.gateway.requests")
                        .description("From a request's head to its response's head")
                        .tag("route", it.route())
                        .tag("status", Integer.toString(it.status()))
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters));
    }

    static String route(String path) {
        if (path.startsWith("/api/")) {
            int end = path.indexOf('/', 5);
            String name = path.substring(5, end < 0 ? path.length() : end);
            return API.contains(name) ? "api/" + name : "api";
        }
        if (path.startsWith("/assets/")) {
            return "asset";
        }
        if (path.equals("/search")) {
            return "search";
        }
        boolean machine =
                path.endsWith(".xml") || path.endsWith(".rss") || path.endsWith(".json") || path.endsWith(".txt");
        return machine ? "feed" : "page";
    }
}
