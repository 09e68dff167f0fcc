package org.dibao.gateway.problems;

import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Creates responses: JSON, raw bytes, and problems. */
public final class Responses {
    private Responses() {}

    public static Mono<ServerResponse> notFound(String detail) {
        return ProblemDocuments.response(ProblemDocuments.of(Problem.Type.NOT_FOUND, detail));
    }

    /**
     * @param allow the allowed methods, such as {@code GET, HEAD}
     * @param hint  what follows the sentence about them
     */
    public static Mono<ServerResponse> methodNotAllowed(String allow, String hint) {
        return ProblemDocuments.response(
                ProblemDocuments.of(HttpStatus.METHOD_NOT_ALLOWED, "This address only supports " + allow + "." + hint),
                ProblemDocuments.header(HttpHeaders.ALLOW, allow));
    }

    /** @param gives the media types that the address has */
    public static Mono<ServerResponse> notAcceptable(List<MediaType> gives) {
        return ProblemDocuments.response(
                ProblemDocuments.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This address gives "
                                + String.join(
                                        " or ",
                                        gives.stream().map(MediaType::toString).toList())
                                + ", and the request accepts nothing of that: name it in the header Accept, or leave the header out."));
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
     * A complete body. The headers are set only on writing so that Spring does not see them: it would answer 304 by
     * itself, based on an inexact date.
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
     * For a streamed response: no proxy may store it, buffer it (nginx), or compress it, which would delay its last
     * bytes (HAProxy).
     */
    public static void streaming(HttpHeaders headers) {
        headers.setCacheControl("no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
    }

    /** A response without a body, such as 304. */
    public static Mono<ServerResponse> empty(int status, Consumer<HttpHeaders> headers) {
        return ServerResponse.status(status).headers(headers).build();
    }
}
