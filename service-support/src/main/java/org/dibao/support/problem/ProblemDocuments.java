package org.dibao.support.problem;

import java.net.URI;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates problem documents (RFC 9457) and answers with them. These answers must not be cached. */
public final class ProblemDocuments {
    private static final URI STATUS_SAYS_IT_ALL = URI.create("about:blank");

    private ProblemDocuments() {}

    public static ProblemDetail of(Problem problem) {
        ProblemDetail document = document(problem.uri(), problem.type().title(), problem.status(), problem.detail());
        if (problem.field() != null) {
            document.setProperty("field", problem.field());
        }
        return document;
    }

    public static ProblemDetail of(Problem.Type type, String detail) {
        return of(Problem.of(type, detail));
    }

    /** A problem without a type, described only by its HTTP status. */
    public static ProblemDetail of(HttpStatus status, String detail) {
        return document(STATUS_SAYS_IT_ALL.toString(), status.getReasonPhrase(), status.value(), detail);
    }

    private static ProblemDetail document(String type, String title, int status, String detail) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        document.setType(URI.create(type));
        document.setTitle(title);
        return document;
    }

    /** The document as sent: first the members of the RFC in a fixed order, then its extensions. */
    public static JsonNode json(ProblemDetail document) {
        ObjectNode json = Json.mapper().createObjectNode();
        put(json, "type", document.getType() == null ? STATUS_SAYS_IT_ALL : document.getType());
        put(json, "title", document.getTitle());
        put(json, "status", document.getStatus());
        put(json, "detail", document.getDetail());
        put(json, "instance", document.getInstance());
        if (document.getProperties() != null) {
            document.getProperties().forEach((name, value) -> put(json, name, value));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.set(name, Json.mapper().<JsonNode>valueToTree(value));
        }
    }

    public static byte[] bytes(ProblemDetail document) {
        return Json.bytes(json(document));
    }

    public static Mono<ServerResponse> response(ProblemDetail document) {
        return response(document, HttpHeaders.EMPTY);
    }

    public static Mono<ServerResponse> response(ProblemDetail document, HttpHeaders headers) {
        byte[] body = bytes(document);
        return ServerResponse.status(document.getStatus())
                .headers(to -> set(to, headers, body.length))
                .bodyValue(body);
    }

    /** For a response outside of any route. */
    public static Mono<Void> write(ServerHttpResponse response, ProblemDetail document, HttpHeaders headers) {
        byte[] body = bytes(document);
        response.setRawStatusCode(document.getStatus());
        set(response.getHeaders(), headers, body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void set(HttpHeaders to, HttpHeaders headers, int length) {
        to.putAll(headers);
        to.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        to.setContentLength(length);
        to.setCacheControl("no-store");
    }

    /** A single header for an answer. */
    public static HttpHeaders header(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }
}
