package org.dibao.gateway.subscriptions;

import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.RequestBodies;
import org.dibao.gateway.problems.Responses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/websub}: the hub of this site's feeds, open to everybody (W3C WebSub). */
@Component
public final class FeedHub {
    /** Larger than two addresses and a secret in a form. */
    private static final int MAX_BODY = 16 * 1024;

    private static final String ADVICE = "Subscribe again; that is safe.";

    private final Backend delivery;

    FeedHub(Backends backends) {
        this.delivery = backends.delivery();
    }

    public Mono<ServerResponse> ask(ServerRequest request) {
        HttpHeaders headers = new HttpHeaders();
        request.headers().header(HttpHeaders.CONTENT_TYPE).forEach(type -> headers.add(HttpHeaders.CONTENT_TYPE, type));
        return RequestBodies.read(request, MAX_BODY, "a request to the hub")
                .flatMap(body -> delivery.send(HttpMethod.POST, "/websub", headers, body))
                .flatMap(answer -> {
                    if (answer.status() >= 500 && answer.isProblem()) {
                        return Mono.error(delivery.unavailable(answer, ADVICE));
                    }
                    HttpHeaders passed = answer.passedHeaders();
                    passed.setCacheControl("no-store");
                    return answer.body().length == 0
                            ? Responses.empty(answer.status(), to -> to.putAll(passed))
                            : Responses.bytes(answer.status(), to -> to.putAll(passed), answer.body());
                });
    }
}
