package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dibao.gateway.problems.Responses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /api/events} in the form that the client prefers: a stream by default, a page for clients that want JSON, an
 * explanation for a browser's address bar.
 */
@Component
public final class EventsResource {
    private static final List<MediaType> PAGES = List.of(MediaType.APPLICATION_JSON, EventPages.CLOUDEVENTS_BATCH);
    private static final List<MediaType> ALL = List.of(
            MediaType.TEXT_EVENT_STREAM,
            MediaType.APPLICATION_NDJSON,
            MediaType.APPLICATION_JSON,
            EventPages.CLOUDEVENTS_BATCH,
            MediaType.TEXT_HTML);

    private static final String EXPLANATION = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Events</title>
            <h1>Events</h1>
            <p>This address is a stream of server-sent events: what is published here, as it happens.</p>
            <pre>curl -N -H 'Accept: text/event-stream' '/api/events?after=earliest'</pre>
            <p><a href="/api/events/page?after=earliest">The events from the first on, as pages of JSON</a></p>
            <p><a href="/api/docs#streamEvents">All parameters and events, and the rest of the API</a></p>
            </html>
            """;

    private final EventStream stream;
    private final EventPages pages;

    EventsResource(EventStream stream, EventPages pages) {
        this.stream = stream;
        this.pages = pages;
    }

    /** {@code /api/events}. */
    public Mono<ServerResponse> events(ServerRequest request) {
        return as(preferred(request, ALL), request, ALL);
    }

    /** {@code /api/events/page}. */
    public Mono<ServerResponse> page(ServerRequest request) {
        return as(preferred(request, PAGES), request, PAGES);
    }

    private Mono<ServerResponse> as(MediaType type, ServerRequest request, List<MediaType> offered) {
        if (type.equals(MediaType.TEXT_EVENT_STREAM)) {
            return stream.sse(request);
        }
        if (type.equals(MediaType.APPLICATION_NDJSON)) {
            return stream.ndjson(request);
        }
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return pages.json(request);
        }
        if (type.equals(EventPages.CLOUDEVENTS_BATCH)) {
            return pages.cloudEvents(request);
        }
        if (type.equals(MediaType.TEXT_HTML)) {
            return Responses.bytes(
                    200,
                    headers -> {
                        headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
                        headers.setCacheControl("no-cache");
                        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
                    },
                    EXPLANATION.getBytes(StandardCharsets.UTF_8));
        }
        return Responses.notAcceptable(offered);
    }

    /** @return {@link MediaType#ALL} if the client accepts none of them */
    private static MediaType preferred(ServerRequest request, List<MediaType> offered) {
        List<MediaType> accepted = MediaType.parseMediaTypes(request.headers().header(HttpHeaders.ACCEPT));
        if (accepted.isEmpty()) {
            return offered.getFirst();
        }
        MimeTypeUtils.sortBySpecificity(accepted);
        accepted.sort(
                java.util.Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        return accepted.stream()
                .filter(type -> type.getQualityValue() > 0)
                .flatMap(type -> offered.stream().filter(type::includes).limit(1))
                .findFirst()
                .orElse(MediaType.ALL);
    }
}
