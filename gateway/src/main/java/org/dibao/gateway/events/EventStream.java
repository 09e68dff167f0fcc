package org.dibao.gateway.events;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.connections.ClientAddresses;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.web.EnclosedResponse;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * {@code /api/events} as a stream: facts for everyone, all outcomes with the key. The stream resumes after any cursor; nothing
 * about a subscriber is kept once its connection has ended.
 */
@Component
final class EventStream {
    private final ApiKeyAuthenticator authenticator;
    private final EventLog events;
    private final LiveArticles articles;
    private final EventRequests requests;
    private final OpenStreams streams;
    private final ClientAddresses addresses;
    private final EventSettings settings;
    private final PushedEvents pushed;

    EventStream(
            ApiKeyAuthenticator authenticator,
            EventLog events,
            LiveArticles articles,
            EventRequests requests,
            OpenStreams streams,
            ClientAddresses addresses,
            EventSettings settings,
            PushedEvents pushed) {
        this.authenticator = authenticator;
        this.events = events;
        this.articles = articles;
        this.requests = requests;
        this.streams = streams;
        this.addresses = addresses;
        this.settings = settings;
        this.pushed = pushed;
    }

    /** Server-sent events. */
    Mono<ServerResponse> sse(ServerRequest request) {
        return open(request, EventFormat.SSE);
    }

    /** A line of JSON for each event. */
    Mono<ServerResponse> ndjson(ServerRequest request) {
        return open(request, EventFormat.NDJSON);
    }

    private Mono<ServerResponse> open(ServerRequest request, EventFormat format) {
        return authenticator.reader(request, Scope.READ_DRAFTS, all -> {
            if (events.id() == null) {
                return busy(format, "the gateway does not know yet where the log is");
            }
            return requests.read(request, all, wanted -> stream(request, wanted, format))
                    .onErrorResume(
                            LogUnavailable.class, _ -> busy(format, "Kafka does not answer the gateway at the moment"));
        });
    }

    private Mono<ServerResponse> stream(ServerRequest request, EventRequests.Wanted wanted, EventFormat format) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return ServerResponse.ok()
                    .contentType(format.type())
                    .headers(headers -> describe(headers, wanted.after().position()))
                    .build();
        }
        return EnclosedResponse.of(writing -> Mono.usingWhen(
                Mono.fromSupplier(
                        () -> streams.enter(addresses.of(request.exchange().getRequest()))),
                place -> writing.write(
                        place.isPresent()
                                ? ServerResponse.ok()
                                        .contentType(format.type())
                                        .headers(headers ->
                                                describe(headers, wanted.after().position()))
                                        .body((response, _) -> write(response, wanted, format, place.get()))
                                : busy(
                                        format,
                                        "there are as many streams as there may be, in all or from your address")),
                _ -> Mono.empty(), // the stream gives it back
                (place, _) -> leave(place),
                EventStream::leave));
    }

    private static Mono<Void> leave(Optional<OpenStreams.Place> place) {
        place.ifPresent(OpenStreams.Place::close);
        return Mono.empty();
    }

    private static void describe(HttpHeaders headers, Position after) {
        Responses.streaming(headers);
        headers.set(Headers.HTTP_POSITION, after.toString());
    }

    /**
     * The server writes the headers with the greeting, the one group of the body that it knows. The events are then written to the
     * connection itself, so that each can wait until the connection has taken the one before.
     */
    private Mono<Void> write(
            ServerHttpResponse response, EventRequests.Wanted wanted, EventFormat format, OpenStreams.Place place) {
        OpenStream stream = new OpenStream(
                channel(ServerHttpResponseDecorator.getNativeResponse(response)),
                new EventReader(events, articles, wanted, settings, true),
                format,
                settings,
                pushed,
                streams,
                place);
        stream.expect();
        Mono<DataBuffer> greeting =
                Mono.fromSupplier(() -> response.bufferFactory().wrap(stream.hello(retryMillis())));
        return response.writeAndFlushWith(Flux.just(greeting));
    }

    private static Channel channel(HttpServerResponse server) {
        Channel[] channel = new Channel[1];
        server.withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    private long retryMillis() {
        return settings.retry().toMillis()
                + ThreadLocalRandom.current().nextLong(settings.retrySpread().toMillis() + 1);
    }

    /**
     * Most clients never reconnect after an error, and they do when a stream ends. So a stream that cannot be served is
     * opened, and ended at once.
     */
    private Mono<ServerResponse> busy(EventFormat format, String why) {
        long retry = 5 * retryMillis();
        if (format != EventFormat.SSE) {
            return ProblemDocuments.response(
                    ProblemDocuments.of(
                            Problem.Type.UNAVAILABLE,
                            "No stream of events can be opened at the moment: " + why + ". Try again later."),
                    ProblemDocuments.header(HttpHeaders.RETRY_AFTER, Long.toString(retry / 1000)));
        }
        String body = "retry: " + retry + "\n" + new String(format.closing(why), StandardCharsets.UTF_8);
        return Responses.bytes(
                200,
                headers -> {
                    headers.setContentType(format.type());
                    Responses.streaming(headers);
                },
                body.getBytes(StandardCharsets.UTF_8));
    }
}
