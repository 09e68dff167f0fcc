package org.dibao.gateway.rebuilds;

import java.util.Map;
import java.util.Objects;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Responses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/rebuilds/{part}}, for keys with the scope {@code operate}: passed on to the service that does it. */
@Component
public final class Rebuilds {
    private static final String ADVICE = "It may have begun; ask how far it is.";

    private record Part(Backend service, String target) {}

    private final ApiKeyAuthenticator authenticator;
    private final Map<String, Part> parts;

    Rebuilds(ApiKeyAuthenticator authenticator, Backends backends) {
        this.authenticator = authenticator;
        this.parts = Map.of(
                "store", new Part(backends.store(), "/api/rebuild"),
                "render", new Part(backends.render(), "/api/rebuild"),
                "search", new Part(backends.render(), "/api/rebuild/search"));
    }

    /** Whether there is a part of this name. */
    public boolean has(String part) {
        return parts.containsKey(part);
    }

    /** {@code GET}: how far it is. {@code POST}: begins a rebuild, or joins the one that is under way. */
    public Mono<ServerResponse> forward(ServerRequest request, String name) {
        Part part = Objects.requireNonNull(parts.get(name), name);
        HttpMethod method = request.method().equals(HttpMethod.POST) ? HttpMethod.POST : HttpMethod.GET;
        return authenticator.holder(
                request,
                Scope.OPERATE,
                _ -> part.service()
                        .send(method, part.target(), new HttpHeaders(), new byte[0])
                        .flatMap(answer -> answer.status() >= 400
                                ? Mono.error(part.service().unavailable(answer, ADVICE))
                                : Responses.bytes(
                                        answer.status(),
                                        headers -> {
                                            headers.setContentType(
                                                    answer.headers().getContentType());
                                            headers.setCacheControl("private, no-store");
                                        },
                                        answer.body())));
    }
}
