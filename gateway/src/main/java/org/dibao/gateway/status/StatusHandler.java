package org.dibao.gateway.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.problems.Prefers;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.gateway.publications.PublicationReader;
import org.dibao.gateway.subscriptions.Subscriptions;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/status}: the version and position of the gateway; with the key, details too. For people, a page with the
 * subscriptions besides.
 */
@Component
public final class StatusHandler {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    /** No script, no picture, nothing from elsewhere: names and answers of targets are shown here. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ApiKeyAuthenticator authenticator;
    private final Subscriptions subscriptions;
    private final ProcessedPosition processed;
    private final PublicationReader follow;
    private final Lag lag;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Instant startedAt;
    private final String version;

    StatusHandler(
            ApiKeyAuthenticator authenticator,
            Subscriptions subscriptions,
            ProcessedPosition processed,
            PublicationReader follow,
            Lag lag,
            MeterRegistry meters,
            Clock clock) {
        this.authenticator = authenticator;
        this.subscriptions = subscriptions;
        this.processed = processed;
        this.follow = follow;
        this.lag = lag;
        this.meters = meters;
        this.clock = clock;
        this.startedAt = clock.instant();
        String implementation = StatusHandler.class.getPackage().getImplementationVersion();
        this.version = implementation == null ? "unreleased" : implementation;
    }

    public Mono<ServerResponse> report(ServerRequest request) {
        return Prefers.page(request)
                ? authenticator.viewer(request, Scope.OPERATE, () -> page(request))
                : authenticator.reader(
                        request,
                        Scope.OPERATE,
                        all -> Responses.json(200, headers -> headers.setCacheControl("no-store"), status(all)));
    }

    private GatewayStatus status(boolean all) {
        return new GatewayStatus(
                version,
                startedAt,
                processed.position(),
                processed.isFollowing() && follow.isHealthy(),
                all ? details() : null);
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        StatusWords words = StatusWords.of(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return subscriptions
                .all()
                .map(Optional::of)
                .onErrorReturn(ProblemException.class, Optional.empty())
                .flatMap(all -> {
                    String html = new StatusPage(words, clock.instant()).of(status(true), all.orElse(null));
                    return Responses.bytes(
                            200,
                            headers -> {
                                headers.setContentType(HTML);
                                headers.setCacheControl("no-store");
                                headers.set(HttpHeaders.CONTENT_LANGUAGE, words.language());
                                headers.set("Content-Security-Policy", POLICY);
                            },
                            html.getBytes(StandardCharsets.UTF_8));
                });
    }

    private GatewayStatus.Details details() {
        Position end = lag.logEnd();
        return new GatewayStatus.Details(
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
