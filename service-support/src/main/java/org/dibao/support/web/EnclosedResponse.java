package org.dibao.support.web;

import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A response that is created and written in one operation, so that a resource held while it is created (a permit, a
 * connection to another service, a subscription) is also held while it is written: it is released after the last byte,
 * or whenever the reader disconnects. If a response is created first and written later, a cancel in between reaches
 * neither.
 */
public final class EnclosedResponse implements ServerResponse {
    private final Function<Writing, Mono<Void>> making;

    /** How the response is written. */
    public interface Writing {
        /** Completes when the whole response has been written. */
        Mono<Void> write(Mono<ServerResponse> answer);

        /**
         * A body that ends whenever the response ends, for whatever reason. A server that can no longer write to a
         * connection may otherwise leave the body running without a cancel.
         */
        <T> Flux<T> bounded(Flux<T> body);
    }

    private EnclosedResponse(Function<Writing, Mono<Void>> making) {
        this.making = making;
    }

    /** @param making creates one response and writes it */
    public static Mono<ServerResponse> of(Function<Writing, Mono<Void>> making) {
        return Mono.just(new EnclosedResponse(making));
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> end = Sinks.empty();
            return making.apply(new Writing() {
                        @Override
                        public Mono<Void> write(Mono<ServerResponse> answer) {
                            return answer.flatMap(response -> response.writeTo(exchange, context));
                        }

                        @Override
                        public <T> Flux<T> bounded(Flux<T> body) {
                            return body.takeUntilOther(end.asMono());
                        }
                    })
                    .doFinally(_ -> end.tryEmitEmpty());
        });
    }

    @Override
    public HttpStatusCode statusCode() {
        throw unknown();
    }

    @Override
    public HttpHeaders headers() {
        throw unknown();
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("not known before the response is written: ask the exchange");
    }
}
