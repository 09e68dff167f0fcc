package org.dibao.gateway.subscriptions;

import org.dibao.contract.json.Json;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.RequestBodies;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Passes requests about subscriptions on to delivery, which checks everything but the key. */
@Component
public final class Subscriptions {
    /** More than delivery ever accepts. */
    private static final int MAX_BODY = 1024 * 1024;

    private static final String API = "/api";
    private static final String ADVICE =
            "It is unknown whether a change was made; look at the subscription, and repeat the request if it was not.";

    private final ApiKeyAuthenticator authenticator;
    private final Backend delivery;

    Subscriptions(ApiKeyAuthenticator authenticator, Backends backends) {
        this.authenticator = authenticator;
        this.delivery = backends.delivery();
    }

    public Mono<ServerResponse> forward(ServerRequest request) {
        return authenticator.holder(request, Scope.OPERATE, _ -> body(request).flatMap(body -> forward(request, body)));
    }

    private Mono<ServerResponse> forward(ServerRequest request, byte[] body) {
        HttpMethod method = request.method();
        HttpHeaders headers = new HttpHeaders();
        pass(request, HttpHeaders.CONTENT_TYPE, headers);
        pass(request, HttpHeaders.IF_MATCH, headers);
        String target = request.uri().getRawPath().substring(API.length());
        return delivery.send(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method, target, headers, body)
                .flatMap(this::answer);
    }

    /** All of them as delivery shows them; fails with {@link ProblemException} if they are not known at the moment. */
    public Mono<JsonNode> all() {
        return delivery.get("/subscriptions", new HttpHeaders()).map(answer -> {
            if (answer.status() != 200) {
                throw delivery.unavailable(answer, "Try again.");
            }
            return Json.mapper().readTree(answer.body()).path("subscriptions");
        });
    }

    private Mono<ServerResponse> answer(BackendAnswer answer) {
        if (answer.status() >= 500) {
            return Mono.error(delivery.unavailable(answer, ADVICE));
        }
        HttpHeaders passed = answer.passedHeaders();
        passed.setCacheControl(answer.status() >= 400 ? "no-store" : "private, no-store");
        return answer.body().length == 0
                ? Responses.empty(answer.status(), to -> to.putAll(passed))
                : Responses.bytes(answer.status(), to -> to.putAll(passed), answer.body());
    }

    private static void pass(ServerRequest request, String name, HttpHeaders to) {
        request.headers().header(name).forEach(value -> to.add(name, value));
    }

    private static Mono<byte[]> body(ServerRequest request) {
        return RequestBodies.read(request, MAX_BODY, "a subscription");
    }
}
