package org.dibao.gateway.problems;

import java.util.function.Consumer;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Makes answers: JSON, bytes as they are, and problems. */
public final class Answers {
    private Answers() {}

    public static Mono<ServerResponse> notFound(String detail) {
        return ProblemDocuments.response(ProblemDocuments.of(Problem.Type.NOT_FOUND, detail));
    }

    /** @param allow the methods that there are, as {@code GET, HEAD} */
    public static Mono<ServerResponse> methodNotAllowed(String allow) {
        return ProblemDocuments.response(
                ProblemDocuments.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows " + allow + " only."),
                ProblemDocuments.header(HttpHeaders.ALLOW, allow));
    }

    public static Mono<ServerResponse> json(int status, Consumer<HttpHeaders> headers, Object value) {
        return bytes(
                status,
                to -> {
                    to.setContentType(MediaType.APPLICATION_JSON);
                    headers.accept(to);
                },
                Json.bytes(value));
    }

    /**
     * A body that is there whole. Its headers are set as late as this so that Spring does not look at them: it would answer
     * 304 by itself, and by a date that is not exact.
     */
    public static Mono<ServerResponse> bytes(int status, Consumer<HttpHeaders> headers, byte[] body) {
        return ServerResponse.status(status).body((response, context) -> {
            headers.accept(response.getHeaders());
            response.getHeaders().setContentLength(body.length);
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
        });
    }

    /**
     * Of an answer that is written as it comes: no proxy may keep it, wait until it is whole (nginx), or compress it, which
     * holds its last bytes back (HAProxy).
     */
    public static void streaming(HttpHeaders headers) {
        headers.setCacheControl("no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
    }

    /** An answer without a body, as 304. */
    public static Mono<ServerResponse> empty(int status, Consumer<HttpHeaders> headers) {
        return ServerResponse.status(status).headers(headers).build();
    }
}
