package org.dibao.gateway.auth;

import java.util.List;
import java.util.function.Function;
import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Reads {@code Authorization: Bearer <key>} (RFC 6750) before looking at anything else in a request. */
@Component
public final class ApiKeyAuthenticator {
    private final ApiKey key;

    ApiKeyAuthenticator(ApiKey key) {
        this.key = key;
    }

    /** For requests reserved for the holder: receipts, revisions, writing. Others get 401. */
    public Mono<ServerResponse> holder(ServerRequest request, Function<Access.Holder, Mono<ServerResponse>> then) {
        return switch (access(request)) {
            case Access.Holder holder -> then.apply(holder);
            case Access.Anonymous _ -> missing();
            case Access.Refused _ -> wrong();
        };
    }

    /** For requests open to everyone that show more with the key: {@code then} receives whether the key was given. */
    public Mono<ServerResponse> reader(ServerRequest request, Function<Boolean, Mono<ServerResponse>> then) {
        return switch (access(request)) {
            case Access.Holder _ -> then.apply(true);
            case Access.Anonymous _ -> then.apply(false);
            case Access.Refused _ -> wrong();
        };
    }

    Access access(ServerRequest request) {
        List<String> given = request.headers().header(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return new Access.Anonymous();
        }
        String value = given.getFirst();
        boolean bearer = given.size() == 1 && value.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer && key.secret().matches(value.substring(7).strip())
                ? new Access.Holder(key.name())
                : new Access.Refused();
    }

    private static Mono<ServerResponse> missing() {
        return unauthorized(
                "Bearer realm=\"dibao\"", "Send the header Authorization: Bearer <key>; `dibao key` shows the key.");
    }

    private static Mono<ServerResponse> wrong() {
        return unauthorized(
                "Bearer realm=\"dibao\", error=\"invalid_token\"",
                "The key is wrong; `dibao key` shows the right one. Send the header Authorization: Bearer <key>.");
    }

    private static Mono<ServerResponse> unauthorized(String challenge, String detail) {
        return ProblemDocuments.response(
                ProblemDocuments.of(Problem.Type.UNAUTHORIZED, detail),
                ProblemDocuments.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
