package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dibao.contract.event.Problem;
import org.dibao.contract.text.Quoted;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.publicevents.CloudEventsJson;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code GET /api/events/page}: events one page at a time, for clients that cannot hold a stream open. With {@code wait}
 * a request for events that are still to come is answered when the first is there (long polling). A full page never
 * changes and may be cached.
 */
@Component
final class EventPages {
    static final MediaType CLOUDEVENTS_BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");

    private static final int DEFAULT_LIMIT = 100;
    private static final Duration CACHED = Duration.ofDays(1);

    private final ApiKeyAuthenticator authenticator;
    private final EventLog events;
    private final LiveArticles articles;
    private final EventRequests requests;
    private final EventSettings settings;

    EventPages(
            ApiKeyAuthenticator authenticator,
            EventLog events,
            LiveArticles articles,
            EventRequests requests,
            EventSettings settings) {
        this.authenticator = authenticator;
        this.events = events;
        this.articles = articles;
        this.requests = requests;
        this.settings = settings;
    }

    /** A page as JSON. */
    Mono<ServerResponse> json(ServerRequest request) {
        return page(
                request,
                MediaType.APPLICATION_JSON,
                page -> page.deliveries.stream()
                        .map(delivery -> new String(EventFormat.json(delivery), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(
                                ",\n",
                                "{\"events\":[",
                                "],\"cursor\":\"" + page.reader.cursor() + "\",\"more\":" + page.full + "}")));
    }

    /** A page as a batch of CloudEvents. */
    Mono<ServerResponse> cloudEvents(ServerRequest request) {
        return page(
                request,
                CLOUDEVENTS_BATCH,
                page -> page.deliveries.stream()
                        .map(EventPages::cloudEvent)
                        .collect(Collectors.joining(",\n", "[", "]")));
    }

    private static String cloudEvent(Delivery delivery) {
        String data = new String(EventFormat.json(delivery), StandardCharsets.UTF_8);
        return CloudEventsJson.of(delivery.event(), delivery.cursor().toString(), data);
    }

    private Mono<ServerResponse> page(ServerRequest request, MediaType type, Function<Page, String> body) {
        int limit;
        int wait;
        try {
            limit = number(request, "limit", 1, settings.maxPage(), Math.min(DEFAULT_LIMIT, settings.maxPage()));
            wait = number(request, "wait", 0, Integer.MAX_VALUE, 0);
        } catch (IllegalArgumentException e) {
            return ProblemDocuments.response(
                    ProblemDocuments.of(Problem.Type.MALFORMED, String.valueOf(e.getMessage())));
        }
        Duration patience = Duration.ofSeconds(Math.min(wait, settings.maxWait().toSeconds()));
        return authenticator.reader(request, Scope.READ_DRAFTS, all -> {
            if (events.id() == null) {
                return unavailable("The gateway does not know yet where the log is.");
            }
            return requests.read(
                            request,
                            all,
                            wanted -> fill(
                                            new Page(
                                                    wanted,
                                                    new EventReader(events, articles, wanted, settings, false),
                                                    limit,
                                                    settings),
                                            System.nanoTime() + patience.toNanos())
                                    .flatMap(page -> Responses.bytes(
                                            200,
                                            headers -> describe(headers, request, type, page),
                                            body.apply(page).getBytes(StandardCharsets.UTF_8))))
                    .onErrorResume(
                            LogUnavailable.class, _ -> unavailable("Kafka does not answer the gateway at the moment."));
        });
    }

    private static Mono<ServerResponse> unavailable(String why) {
        return ProblemDocuments.response(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, why + " Try again later."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "5"));
    }

    private void describe(HttpHeaders headers, ServerRequest request, MediaType type, Page page) {
        headers.setContentType(type);
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        // A bare position or a time may mean other events after the log was replaced, and articles change.
        boolean fixed = !page.wanted.content()
                && page.wanted.after().snapshotEnd() == null
                && request.headers().header("Last-Event-ID").isEmpty()
                && StartingPoint.parse(request.queryParams().getFirst("after")) instanceof StartingPoint.After after
                && after.cursor().log() != null;
        headers.setCacheControl(
                page.full && fixed && !page.wanted.filter().all()
                        ? CacheControl.maxAge(CACHED).cachePublic().getHeaderValue()
                        : "no-store");
        headers.set(Headers.HTTP_POSITION, page.reader.position().toString());
        headers.set(
                HttpHeaders.LINK,
                "<"
                        + UriComponentsBuilder.fromPath("/api/events/page")
                                .query(request.uri().getRawQuery())
                                .replaceQueryParam("after", page.reader.cursor())
                                .build(true)
                                .toUriString()
                        + ">; rel=\"next\"");
    }

    private static int number(ServerRequest request, String name, int min, int max, int otherwise) {
        String value = request.queryParams().getFirst(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw new IllegalArgumentException(name + ": " + Quoted.of(value) + " is not a whole number "
                    + (max == Integer.MAX_VALUE ? "of " + min + " or more" : "from " + min + " to " + max));
        }
        return Integer.parseInt(value);
    }

    /** Reads on until the page is full, or there are no more events and either some were found or the time is over. */
    private Mono<Page> fill(Page page, long deadline) {
        while (!page.full) {
            switch (page.reader.advance()) {
                case EVENT -> page.add(page.reader.delivery());
                case NOT_WANTED -> page.passOver();
                case SNAPSHOT_END -> {
                    // the page's cursor says so
                }
                case UNLOADED -> {
                    return page.reader.load().then(Mono.defer(() -> fill(page, deadline)));
                }
                case NOTHING -> {
                    long left = deadline - System.nanoTime();
                    if (!page.deliveries.isEmpty() || left <= 0 || events.isStopping()) {
                        return Mono.just(page);
                    }
                    page.reader.pause();
                    return events.beyond(page.reader.position())
                            .timeout(Duration.ofNanos(left), Mono.empty(), Schedulers.parallel())
                            .publishOn(Schedulers.parallel())
                            .then(Mono.defer(() -> fill(page, deadline)));
                }
            }
        }
        return Mono.just(page);
    }

    /** A page while it is filled. */
    private static final class Page {
        final EventRequests.Wanted wanted;
        final EventReader reader;
        final List<Delivery> deliveries = new ArrayList<>();
        boolean full;
        private final int limit;
        private final EventSettings settings;
        private int scanned;
        private long bytes;

        Page(EventRequests.Wanted wanted, EventReader reader, int limit, EventSettings settings) {
            this.wanted = wanted;
            this.reader = reader;
            this.limit = limit;
            this.settings = settings;
        }

        void add(Delivery delivery) {
            deliveries.add(delivery);
            bytes += delivery.size();
            full = deliveries.size() >= limit || bytes >= settings.maxPageSize().toBytes();
            passOver();
        }

        void passOver() {
            full |= ++scanned >= settings.maxScan();
        }
    }
}
