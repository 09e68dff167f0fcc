package org.dibao.delivery.web;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.support.problem.JsonFault;
import org.dibao.support.problem.ProblemException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON in requests and answers. */
final class JsonBodies {
    private JsonBodies() {}

    /** The object that a request contains; one without a body is malformed. Fails with a problem that says what is wrong. */
    static Mono<ObjectNode> read(ServerRequest request, int most) {
        return DataBufferUtils.join(request.body((message, _) -> message.getBody()), most)
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new ProblemException(Problem.of(
                                Problem.Type.TOO_LARGE,
                                "the request has more than " + most
                                        + " bytes, which is the limit (dibao.delivery.max-request)")))
                .map(buffer -> {
                    String text = buffer.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(buffer);
                    return text;
                })
                .defaultIfEmpty("")
                .map(text -> {
                    try {
                        if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                            return object;
                        }
                    } catch (JacksonException e) {
                        throw new ProblemException(Problem.of(Problem.Type.MALFORMED, JsonFault.in(text, e)));
                    }
                    throw new ProblemException(
                            Problem.of(
                                    Problem.Type.MALFORMED,
                                    "the body is not a JSON object; send one, such as {\"target\": \"https://example.com/hook\"}"));
                });
    }

    static Mono<ServerResponse> answer(int status, JsonNode json) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(Json.bytes(json));
    }
}
