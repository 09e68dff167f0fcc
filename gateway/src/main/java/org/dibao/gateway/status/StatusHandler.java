package org.dibao.gateway.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.gateway.publications.PublicationReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /api/status}: the version and position of the gateway; with the key, details too. */
@Component
public final class StatusHandler {
    /**
     * @param position  the last position that this gateway has processed; -1 before the first
     * @param following whether publications arrive
     */
    private record Report(
            String version,
            Instant startedAt,
            Position position,
            boolean following,
            @Nullable Details details) {}

    /**
     * @param logEnd the last accepted position, as last measured
     * @param lag    how many accepted submissions this gateway has not processed
     */
    private record Details(
            @Nullable Position logEnd, @Nullable Long lag, long subscribers, long waiters, long cachedPages) {}

    private final ApiKeyAuthenticator authenticator;
    private final ProcessedPosition processed;
    private final PublicationReader follow;
    private final Lag lag;
    private final MeterRegistry meters;
    private final Instant startedAt;
    private final String version;

    StatusHandler(
            ApiKeyAuthenticator authenticator,
            ProcessedPosition processed,
            PublicationReader follow,
            Lag lag,
            MeterRegistry meters,
            Clock clock) {
        this.authenticator = authenticator;
        this.processed = processed;
        this.follow = follow;
        this.lag = lag;
        this.meters = meters;
        this.startedAt = clock.instant();
        String implementation = StatusHandler.class.getPackage().getImplementationVersion();
        this.version = implementation == null ? "unreleased" : implementation;
    }

    public Mono<ServerResponse> report(ServerRequest request) {
        return authenticator.reader(request, all -> {
            Position position = processed.position();
            Report report = new Report(
                    version,
                    startedAt,
                    position,
                    processed.isFollowing() && follow.isHealthy(),
                    all ? details() : null);
            return Responses.json(200, headers -> headers.setCacheControl("no-store"), report);
        });
    }

    private Details details() {
        Position end = lag.logEnd();
        return new Details(
                end,
                end == null ? null : lag.positions(end),
                gauge("dibao.gateway.subscribers"),
                gauge("dibao.gateway.waiters"),
                gauge("dibao.gateway.cached.pages"));
    }

    private long gauge(String name) {
        var gauge = meters.find(name).gauge();
        return gauge == null ? 0 : (long) gauge.value();
    }
}
