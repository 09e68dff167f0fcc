package org.dibao.gateway.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dibao.contract.event.Problem;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.KeyRing;
import org.dibao.gateway.auth.KeySecret;
import org.dibao.gateway.auth.NamedKey;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.operations.Operation;
import org.dibao.gateway.operations.OperationLog;
import org.dibao.gateway.problems.RequestBodies;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/keys}, for keys with the scope {@code operate}. A key gives no more than it has itself. */
public final class Keys {
    private static final int MAX_BODY = 16 * 1024;

    private final ApiKeyAuthenticator authenticator;
    private final KeyRing ring;
    private final OperationLog operations;
    private final KeysSettings settings;
    private final Clock clock;

    Keys(ApiKeyAuthenticator authenticator, KeyRing ring, OperationLog operations, KeysSettings settings, Clock clock) {
        this.authenticator = authenticator;
        this.ring = ring;
        this.operations = operations;
        this.settings = settings;
        this.clock = clock;
    }

    /** {@code GET}: all of them, without their secrets. */
    public Mono<ServerResponse> list(ServerRequest request) {
        return authenticator.holder(request, Scope.OPERATE, _ -> {
            List<ShownKey> all = Stream.concat(
                            Stream.of(ShownKey.first(ring.first())),
                            ring.added().stream().map(key -> ShownKey.of(key, null)))
                    .toList();
            return Responses.json(200, Keys::unkept, Map.of("keys", all));
        });
    }

    /** {@code POST}: a new one, with its secret. */
    public Mono<ServerResponse> add(ServerRequest request) {
        return authenticator.holder(
                request,
                Scope.OPERATE,
                holder -> body(request, Set.of("name", "scopes", "expires")).flatMap(body -> {
                    String name = body.name();
                    List<Scope> scopes = body.scopes();
                    Instant expires = body.ahead("expires", clock.instant());
                    Scope more = lacking(holder, scopes);
                    if (more != null) {
                        return ApiKeyAuthenticator.lacks(holder, more);
                    }
                    KeySecret secret = KeySecret.random();
                    return record(holder, () -> {
                                mayBeAdded(name);
                                return new Operation.KeyAdded(
                                        name,
                                        secret.sha256(),
                                        scopes.stream().map(Scope::text).toList(),
                                        expires);
                            })
                            .then(Mono.defer(() -> shown(201, name, secret)));
                }));
    }

    private void mayBeAdded(String name) {
        if (name.equals(ring.first()) || ring.find(name).isPresent()) {
            throw new ProblemException(ProblemDocuments.of(
                    HttpStatus.CONFLICT,
                    "There is a key " + name + " already: choose another name"
                            + (name.equals(ring.first())
                                    ? "."
                                    : ", or make a new secret for it with `dibao keys rotate " + name + "`.")));
        }
        if (ring.added().size() >= settings.most()) {
            throw new ProblemException(ProblemDocuments.of(
                    HttpStatus.CONFLICT,
                    "There are " + settings.most() + " keys already: remove one, or raise dibao.gateway.keys.most."));
        }
    }

    /**
     * {@code POST} of {@code rotate}: a new secret; the former one is accepted for a while. It lasts as long as the
     * former, unless told.
     */
    public Mono<ServerResponse> rotate(ServerRequest request, String name) {
        return authenticator.holder(
                request,
                Scope.OPERATE,
                holder -> body(request, Set.of("expires", "formerUntil")).flatMap(body -> {
                    Instant now = clock.instant();
                    Instant expires = body.ahead("expires", now);
                    Instant told = body.ahead("formerUntil", now);
                    Instant until = !body.has("formerUntil")
                            ? now.plus(settings.overlap())
                            : Objects.requireNonNullElse(told, now);
                    Scope more = ring.find(name)
                            .map(key -> lacking(holder, key.scopes()))
                            .orElse(null);
                    if (more != null) {
                        return ApiKeyAuthenticator.lacks(holder, more);
                    }
                    KeySecret secret = KeySecret.random();
                    return record(holder, () -> {
                                NamedKey key = existing(name);
                                return new Operation.KeyRotated(
                                        name,
                                        secret.sha256(),
                                        body.has("expires") ? expires : asLong(key.secret(), now),
                                        until);
                            })
                            .then(Mono.defer(() -> shown(200, name, secret)));
                }));
    }

    private static @Nullable Instant asLong(NamedKey.Hashed before, Instant now) {
        return before.until() == null ? null : now.plus(Duration.between(before.since(), before.until()));
    }

    /** {@code DELETE}: its secrets are refused from now on. */
    public Mono<ServerResponse> remove(ServerRequest request, String name) {
        return authenticator.holder(
                request,
                Scope.OPERATE,
                holder -> record(
                                holder,
                                () -> new Operation.KeyRemoved(existing(name).name()))
                        .then(Responses.empty(204, Keys::unkept)));
    }

    private NamedKey existing(String name) {
        if (name.equals(ring.first())) {
            throw new ProblemException(ProblemDocuments.of(
                    HttpStatus.CONFLICT,
                    name + " is the first key, which DIBAO_API_KEY or the data folder gives: change it there, and"
                            + " restart."));
        }
        return ring.find(name)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Problem.Type.NOT_FOUND,
                        "There is no key " + name + ": `dibao keys list` shows which there are.")));
    }

    private Mono<Void> record(Access.Holder holder, Supplier<Operation> decide) {
        return operations
                .record(holder.name(), decide)
                .onErrorMap(
                        LogUnavailable.class,
                        _ -> new ProblemException(
                                ProblemDocuments.of(
                                        Problem.Type.UNAVAILABLE,
                                        "Kafka does not answer. It is unknown whether the change was made: look with"
                                                + " `dibao keys list`, and repeat it if it was not."),
                                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2")))
                .then();
    }

    private Mono<ServerResponse> shown(int status, String name, KeySecret secret) {
        return Responses.json(status, Keys::unkept, ShownKey.of(existing(name), secret.token()));
    }

    private static @Nullable Scope lacking(Access.Holder holder, Iterable<Scope> wanted) {
        for (Scope scope : wanted) {
            if (!holder.may(scope)) {
                return scope;
            }
        }
        return null;
    }

    private static Mono<KeyRequest> body(ServerRequest request, Set<String> members) {
        return RequestBodies.read(request, MAX_BODY, "a key").map(body -> KeyRequest.read(body, members));
    }

    private static void unkept(HttpHeaders headers) {
        headers.setCacheControl("private, no-store");
    }
}
