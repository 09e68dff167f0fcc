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
 * An answer that is made and written as one, so that what encloses its making (a permit, a connection to another service, a
 * place among the subscribers) encloses its writing too: it is given back after the last byte, or at whatever moment the
 * reader goes away. An answer that is made first and written later leaves a gap between the two in which a cancel reaches
 * neither.
 */
public final class EnclosedAnswer implements ServerResponse {
    private final Function<Writing, Mono<Void>> making;

    /** How the answer is written. */
    public interface Writing {
        /** Completes when the answer is written whole. */
        Mono<Void> write(Mono<ServerResponse> answer);

        /**
         * A body that ends with the answer, in whatever way that ends. A server that cannot write to a connection any more
         * may leave the body as it is, without a cancel.
         */
        <T> Flux<T> bounded(Flux<T> body);
    }

    private EnclosedAnswer(Function<Writing, Mono<Void>> making) {
        this.making = making;
    }

    /** @param making makes one answer and has it written */
    public static Mono<ServerResponse> of(Function<Writing, Mono<Void>> making) {
        return Mono.just(new EnclosedAnswer(making));
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
        return new UnsupportedOperationException("not known before the answer is written: ask the exchange");
    }
}
