package org.dibao.support.access;

import java.util.Map;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Problems (RFC 9457) in answer to requests that no route gets to see. */
final class Refusals {
    private Refusals() {}

    static Mono<Void> send(ServerWebExchange exchange, Problem problem, Map<String, String> headers) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.forEach(response.getHeaders()::set);
        byte[] body = Json.bytes(Map.of(
                "type", problem.uri(),
                "title", problem.type().title(),
                "status", problem.status(),
                "detail", problem.detail()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
