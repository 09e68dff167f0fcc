package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.problems.Answers;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.web.EnclosedAnswer;
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

    private final ApiKeyAuthenticator gatekeeper;
    private final Subscribers subscribers;
    private final EventSettings settings;

    EventStream(ApiKeyAuthenticator gatekeeper, Subscribers subscribers, EventSettings settings) {
        this.gatekeeper = gatekeeper;
        this.subscribers = subscribers;
        this.settings = settings;
    }

    public Mono<ServerResponse> open(ServerRequest request) {
        return gatekeeper.reader(
                request,
                all -> EnclosedAnswer.of(writing -> Mono.using(
                        () -> Optional.ofNullable(subscribers.join(all)),
                        joined -> writing.write(joined.map(subscriber -> stream(request, subscriber, writing))
                                .orElseGet(EventStream::full)),
                        joined -> joined.ifPresent(subscribers::leave))));
    }

    private Mono<ServerResponse> stream(ServerRequest request, Subscriber subscriber, EnclosedAnswer.Writing writing) {
        Flux<byte[]> beats =
                Flux.interval(settings.heartbeat()).onBackpressureDrop().map(_ -> HEARTBEAT);
        Flux<byte[]> events = subscriber
                .frames()
                .materialize()
                .mergeWith(beats.materialize())
                .<byte[]>dematerialize(); // the end of the events is the end of all
        Flux<byte[]> frames = writing.bounded(Flux.concat(Mono.just(hello(request, subscriber)), events));
        return ServerResponse.ok()
                .contentType(TYPE)
                .headers(headers -> {
                    Answers.streaming(headers);
                    headers.set(Headers.HTTP_POSITION, subscriber.joinedAfter().toString());
                })
                .body((response, _) -> response.writeAndFlushWith(frames.map(frame ->
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(frame)))));
    }

    private byte[] hello(ServerRequest request, Subscriber subscriber) {
        List<String> lastEventId = request.headers().header("Last-Event-ID");
        String resume =
                lastEventId.isEmpty() ? "" : " (this release does not resume: what came before is not repeated)";
        return (": events after position " + subscriber.joinedAfter() + resume + "\nretry: "
                        + settings.retry().toMillis() + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Mono<ServerResponse> full() {
        return ProblemDocuments.response(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "No further event stream can be opened now. Try again."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "5"));
    }
}
