package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.web.EnclosedResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/events}: facts for everyone, all outcomes with the key. */
@Component
public final class EventStream {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final MediaType TYPE = new MediaType("text", "event-stream", StandardCharsets.UTF_8);

    private final ApiKeyAuthenticator authenticator;
    private final Subscribers subscribers;
    private final EventSettings settings;

    EventStream(ApiKeyAuthenticator authenticator, Subscribers subscribers, EventSettings settings) {
        this.authenticator = authenticator;
        this.subscribers = subscribers;
        this.settings = settings;
    }

    public Mono<ServerResponse> open(ServerRequest request) {
        return authenticator.reader(
                request,
                all -> EnclosedResponse.of(writing -> Mono.using(
                        () -> Optional.ofNullable(subscribers.join(all)),
                        joined -> writing.write(joined.map(subscriber -> stream(request, subscriber, writing))
                                .orElseGet(EventStream::full)),
                        joined -> joined.ifPresent(subscribers::leave))));
    }

    private Mono<ServerResponse> stream(
            ServerRequest request, Subscriber subscriber, EnclosedResponse.Writing writing) {
        Flux<byte[]> beats =
                Flux.interval(settings.heartbeat()).onBackpressureDrop().map(_ -> HEARTBEAT);
        Flux<byte[]> events = subscriber
                .frames()
                .materialize()
                .mergeWith(beats.materialize())
                .<byte[]>dematerialize(); // the end of the events ends everything
        Flux<byte[]> frames = writing.bounded(Flux.concat(Mono.just(hello(request, subscriber)), events));
        return ServerResponse.ok()
                .contentType(TYPE)
                .headers(headers -> {
                    Responses.streaming(headers);
                    headers.set(Headers.HTTP_POSITION, subscriber.joinedAfter().toString());
                })
                .body((response, _) -> response.writeAndFlushWith(frames.map(frame ->
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(frame)))));
    }

    private byte[] hello(ServerRequest request, Subscriber subscriber) {
        List<String> lastEventId = request.headers().header("Last-Event-ID");
        String resume = lastEventId.isEmpty() ? "" : " (this release does not resume: earlier events are not repeated)";
        return (": events after position " + subscriber.joinedAfter() + resume + "\nretry: "
                        + settings.retry().toMillis() + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Mono<ServerResponse> full() {
        return ProblemDocuments.response(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE,
                        "No further event stream can be opened at the moment." + " Try again later."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "5"));
    }
}
