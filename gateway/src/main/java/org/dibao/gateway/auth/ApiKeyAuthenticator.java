package org.dibao.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Reads {@code Authorization: Bearer <key>} (RFC 6750) before looking at anything else in a request. */
@Component
public final class ApiKeyAuthenticator {
    private static final String PASSWORD = "Basic realm=\"dibao\", charset=\"UTF-8\"";

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

    /**
     * For pages that are reserved for the holder: the key is accepted as a password too (RFC 7617, with any user name), for which a
     * browser asks its user. Only for requests that change nothing: the browser adds the password to what other sites make it send.
     */
    public Mono<ServerResponse> viewer(ServerRequest request, Supplier<Mono<ServerResponse>> then) {
        return switch (access(request)) {
            case Access.Holder _ -> then.get();
            case Access.Anonymous _ when hasPassword(request) && isRead(request) -> then.get();
            case Access.Anonymous _ -> unauthorized(PASSWORD, "Give the key as the password; `dibao key` shows it.");
            case Access.Refused _ ->
                unauthorized(PASSWORD, "The key is wrong; `dibao key` shows the right one. Give it as the password.");
        };
    }

    private static boolean isRead(ServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /** A browser that knows the key as a password sends it of its own accord, so that counts for nothing here. */
    Access access(ServerRequest request) {
        if (hasPassword(request)) {
            return new Access.Anonymous();
        }
        List<String> given = request.headers().header(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return new Access.Anonymous();
        }
        String bearer = credentials(given, "Bearer ");
        return bearer != null && key.secret().matches(bearer) ? new Access.Holder(key.name()) : new Access.Refused();
    }

    private boolean hasPassword(ServerRequest request) {
        String basic = credentials(request.headers().header(HttpHeaders.AUTHORIZATION), "Basic ");
        if (basic == null) {
            return false;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return pair.contains(":") && key.secret().matches(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String credentials(List<String> given, String scheme) {
        return given.size() == 1 && given.getFirst().regionMatches(true, 0, scheme, 0, scheme.length())
                ? given.getFirst().substring(scheme.length()).strip()
                : null;
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
