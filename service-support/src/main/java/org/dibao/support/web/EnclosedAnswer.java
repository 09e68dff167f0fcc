package org.dibao.support.web;

import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An answer that is made and written as one, so that what encloses its making (a permit, a connection to another service, a
 * place among the subscribers) encloses its writing too: it is given back after the last byte, or at whatever moment the
 * reader goes away. An answer that is made first and written later leaves a gap between the two in which a cancel reaches
 * neither.
 */
public final class EnclosedAnswer implements ServerResponse {
    private final Function<Writing, Mono<Void>> making;

    /** Writes an answer; completes when it is written whole. */
    public interface Writing {
        Mono<Void> write(Mono<ServerResponse> answer);
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
        return Mono.defer(
                () -> making.apply(answer -> answer.flatMap(response -> response.writeTo(exchange, context))));
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
