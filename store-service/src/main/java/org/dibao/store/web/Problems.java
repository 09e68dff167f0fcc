package org.dibao.store.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.projector.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Every failure of a request as {@code application/problem+json} (RFC 9457). */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        Problem problem = problem(failure);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.type() == Problem.Type.UNAVAILABLE) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        }
        DataBuffer body = response.bufferFactory().wrap(Json.bytes(members(problem)));
        return response.writeWith(Mono.just(body));
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case Unavailable _ ->
                Problem.of(Problem.Type.UNAVAILABLE, "the database does not answer; try again in a moment");
            case ResponseStatusException e
            when e.getStatusCode().value() == 404 ->
                Problem.of(Problem.Type.NOT_FOUND, "there is nothing at this address");
            case ResponseStatusException e
            when e.getStatusCode().is4xxClientError() ->
                new Problem(Problem.Type.MALFORMED, e.getStatusCode().value(), String.valueOf(e.getReason()), null);
            default -> {
                log.error("a request failed", failure);
                yield new Problem(Problem.Type.UNAVAILABLE, 500, "the store has failed; its log tells why", null);
            }
        };
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.uri());
        members.put("title", problem.type().title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        if (problem.field() != null) {
            members.put("field", problem.field());
        }
        return members;
    }
}
