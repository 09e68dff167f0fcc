package org.dibao.gateway.backends;

import java.util.List;
import org.dibao.contract.json.Json;
import org.dibao.gateway.problems.Responses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** A service's complete response. */
public record BackendAnswer(int status, HttpHeaders headers, byte[] body) {
    /** The headers that concern the client; nothing about the connection, nothing internal. */
    private static final List<String> PASSED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.LINK,
            HttpHeaders.LOCATION,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.ALLOW);

    public boolean isProblem() {
        MediaType type = headers.getContentType();
        return type != null && type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** The detail of a problem document. */
    public String detail() {
        try {
            return Json.mapper().readTree(body).path("detail").asString("It does not answer.");
        } catch (JacksonException e) {
            return "It does not answer.";
        }
    }

    /** The headers that may leave the gateway. */
    public HttpHeaders passedHeaders() {
        HttpHeaders passed = new HttpHeaders();
        for (String name : PASSED) {
            String value = headers.getFirst(name);
            if (value != null) {
                passed.set(name, value);
            }
        }
        return passed;
    }

    /** The same answer, from the gateway. */
    public Mono<ServerResponse> passOn() {
        HttpHeaders passed = passedHeaders();
        return body.length == 0
                ? Responses.empty(status, to -> to.putAll(passed))
                : Responses.bytes(status, to -> to.putAll(passed), body);
    }
}
