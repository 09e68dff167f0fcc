package org.dibao.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.operations.OperationLog;
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
    private static final String BEARER = "Bearer realm=\"dibao\"";
    private static final String INVALID = BEARER + ", error=\"invalid_token\"";
    private static final String PASSWORD = "Basic realm=\"dibao\", charset=\"UTF-8\"";

    private static final String WRONG =
            "The key is wrong, or was removed: `dibao key` shows the first key, and `dibao keys list`"
                    + " which others there are.";

    private final KeyRing keys;
    private final OperationLog operations;

    ApiKeyAuthenticator(KeyRing keys, OperationLog operations) {
        this.keys = keys;
        this.operations = operations;
    }

    /** For requests reserved for keys with a scope. Others get 401 or 403. */
    public Mono<ServerResponse> holder(
            ServerRequest request, Scope needed, Function<Access.Holder, Mono<ServerResponse>> then) {
        return holder(request, holder -> holder.may(needed) ? then.apply(holder) : lacks(holder, needed));
    }

    /** For requests reserved for keys, whatever these may do. Others get 401. */
    public Mono<ServerResponse> holder(ServerRequest request, Function<Access.Holder, Mono<ServerResponse>> then) {
        return switch (access(headers(request))) {
            case Access.Holder holder -> then.apply(holder);
            case Access.Anonymous _ ->
                unauthorized(
                        BEARER,
                        "Send the header Authorization: Bearer <key>; `dibao key` shows the first key, `dibao keys list`"
                                + " which others there are.");
            case Access.Refused _ -> wrong();
            case Access.Expired expired -> expired(expired);
            case Access.Unknown _ -> notYet();
        };
    }

    /** For requests open to everyone that show more to keys with a scope: {@code then} receives whether to show it. */
    public Mono<ServerResponse> reader(
            ServerRequest request, Scope more, Function<Boolean, Mono<ServerResponse>> then) {
        return switch (access(headers(request))) {
            case Access.Holder holder -> then.apply(holder.may(more));
            case Access.Anonymous _ -> then.apply(false);
            case Access.Refused _ -> wrong();
            case Access.Expired expired -> expired(expired);
            case Access.Unknown _ -> notYet();
        };
    }

    /**
     * For pages that are reserved for keys with a scope: the key is accepted as a password too (RFC 7617, with any user name), for which a
     * browser asks its user. Only for requests that change nothing: the browser adds the password to what other sites make it send.
     */
    public Mono<ServerResponse> viewer(ServerRequest request, Scope needed, Supplier<Mono<ServerResponse>> then) {
        Access access = isRead(request) && password(headers(request)) != null
                ? ofPassword(headers(request))
                : access(headers(request));
        return switch (access) {
            case Access.Holder holder -> holder.may(needed) ? then.get() : lacks(holder, needed);
            case Access.Anonymous _ ->
                unauthorized(PASSWORD, "Give a key as the password; `dibao key` shows the first one.");
            case Access.Refused _, Access.Expired _ ->
                unauthorized(PASSWORD, WRONG + " Give a valid one as the password.");
            case Access.Unknown _ -> notYet();
        };
    }

    private static HttpHeaders headers(ServerRequest request) {
        return request.headers().asHttpHeaders();
    }

    private static boolean isRead(ServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /** A browser that knows the key as a password sends it of its own accord, so that counts for nothing here. */
    public Access access(HttpHeaders headers) {
        if (ofPassword(headers) instanceof Access.Holder) {
            return new Access.Anonymous();
        }
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return new Access.Anonymous();
        }
        String bearer = credentials(given, "Bearer ");
        return bearer == null ? new Access.Refused() : ofKey(bearer);
    }

    private Access ofKey(String given) {
        Access found = keys.access(given);
        return found instanceof Access.Refused && KeySecret.isOne(given) && !operations.isComplete()
                ? new Access.Unknown()
                : found;
    }

    private Access ofPassword(HttpHeaders headers) {
        String password = password(headers);
        return password == null ? new Access.Refused() : ofKey(password);
    }

    private static @Nullable String password(HttpHeaders headers) {
        String basic = credentials(headers.getOrEmpty(HttpHeaders.AUTHORIZATION), "Basic ");
        if (basic == null) {
            return null;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return pair.contains(":") ? pair.substring(pair.indexOf(':') + 1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String credentials(List<String> given, String scheme) {
        return given.size() == 1 && given.getFirst().regionMatches(true, 0, scheme, 0, scheme.length())
                ? given.getFirst().substring(scheme.length()).strip()
                : null;
    }

    private static Mono<ServerResponse> wrong() {
        return unauthorized(INVALID, WRONG + " Send a valid one in the header Authorization: Bearer <key>.");
    }

    private static Mono<ServerResponse> expired(Access.Expired key) {
        return ProblemDocuments.response(
                ProblemDocuments.of(
                        Problem.Type.KEY_EXPIRED,
                        "The key " + key.name() + " has expired at " + key.since() + ": an operator makes its next"
                                + " secret with `dibao keys rotate " + key.name() + "`."),
                ProblemDocuments.header(HttpHeaders.WWW_AUTHENTICATE, INVALID));
    }

    /** 403: the key has to have the scope. */
    public static Mono<ServerResponse> lacks(Access.Holder holder, Scope scope) {
        return ProblemDocuments.response(
                ProblemDocuments.of(
                        Problem.Type.SCOPE_MISSING,
                        "The key " + holder.name() + " lacks the scope " + scope.text()
                                + ": use one that has it; `dibao keys list` shows which have."),
                ProblemDocuments.header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        BEARER + ", error=\"insufficient_scope\", scope=\"" + scope.text() + "\""));
    }

    private static Mono<ServerResponse> notYet() {
        return ProblemDocuments.response(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE,
                        "The gateway has not read from Kafka yet which keys there are. Try again in a moment."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2"));
    }

    private static Mono<ServerResponse> unauthorized(String challenge, String detail) {
        return ProblemDocuments.response(
                ProblemDocuments.of(Problem.Type.UNAUTHORIZED, detail),
                ProblemDocuments.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
