package org.dibao.gateway.articles;

import java.util.List;
import java.util.function.Function;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Reads from the store. Without the key only the store's public view is requested, so that nothing has to be filtered
 * here.
 */
@Component
public final class StoredArticles {
    private static final List<String> LIVE_FILTERS = List.of("category", "tag", "author");
    private static final List<String> FILTERS = List.of("status", "category", "tag", "author");

    private final ApiKeyAuthenticator authenticator;
    private final Backends backends;

    StoredArticles(ApiKeyAuthenticator authenticator, Backends backends) {
        this.authenticator = authenticator;
        this.backends = backends;
    }

    /** {@code GET /api/articles/{id}}. */
    public Mono<ServerResponse> article(ServerRequest request, String rawId) {
        return authenticator.reader(request, Scope.READ_DRAFTS, all -> {
            String id = encodedId(rawId);
            return id == null ? unknown() : read(request, (all ? "/articles/" : "/public/articles/") + id, all);
        });
    }

    /** {@code GET /api/articles?status=}: articles that are not live. */
    public Mono<ServerResponse> desk(ServerRequest request) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            String filter = given(request, LIVE_FILTERS);
            return filter == null
                    ? read(request, "/desk" + Parameters.of(request, "status", "after", "limit"), true)
                    : malformed(filter, filter + " selects among live articles: leave it out, or leave status out");
        });
    }

    /** {@code GET /api/articles?path=}: the article that has a path, if there is one. */
    public Mono<ServerResponse> at(ServerRequest request) {
        return authenticator.reader(request, Scope.READ_DRAFTS, all -> {
            String filter = given(request, FILTERS);
            return filter == null
                    ? read(request, (all ? "/paths" : "/public/paths") + Parameters.of(request, "path"), all)
                    : malformed(filter, "one article at most has a path: leave " + filter + " out, or leave path out");
        });
    }

    private static @Nullable String given(ServerRequest request, List<String> filters) {
        return filters.stream()
                .filter(request.queryParams()::containsKey)
                .findFirst()
                .orElse(null);
    }

    private static Mono<ServerResponse> malformed(String filter, String detail) {
        return ProblemDocuments.response(ProblemDocuments.of(Problem.of(Problem.Type.MALFORMED, filter, detail)));
    }

    /** {@code GET /api/articles/{id}/revisions}. */
    public Mono<ServerResponse> revisions(ServerRequest request, String rawId) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            String id = encodedId(rawId);
            String query = Parameters.of(request, "before", "limit");
            return id == null ? unknown() : read(request, "/articles/" + id + "/revisions" + query, true);
        });
    }

    /** {@code GET /api/articles/{id}/revisions/{n}}. */
    public Mono<ServerResponse> revision(ServerRequest request, String rawId, String number) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            String id = encodedId(rawId);
            return id == null || !number.matches("[0-9]{1,9}")
                    ? unknown()
                    : read(request, "/articles/" + id + "/revisions/" + number, true);
        });
    }

    /** {@code GET /api/site}. */
    public Mono<ServerResponse> site(ServerRequest request) {
        return authenticator.reader(request, Scope.READ_DRAFTS, _ -> read(request, "/site", false));
    }

    Mono<ServerResponse> read(ServerRequest request, String target, boolean secret) {
        return read(request, target, secret, Mono::just);
    }

    /** @param as makes the body of a 200 into what is sent */
    Mono<ServerResponse> read(ServerRequest request, String target, boolean secret, Function<byte[], Mono<byte[]>> as) {
        request.exchange().getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        HttpHeaders headers = new HttpHeaders();
        request.headers()
                .header(HttpHeaders.IF_NONE_MATCH)
                .forEach(value -> headers.add(HttpHeaders.IF_NONE_MATCH, value));
        return backends.store().get(target, headers).flatMap(answer -> {
            if (answer.status() >= 500) {
                return Mono.error(backends.store().unavailable(answer, "Try again."));
            }
            HttpHeaders passed = answer.passedHeaders();
            passed.setCacheControl(answer.status() >= 400 ? "no-store" : secret ? "private, no-store" : "no-cache");
            if (answer.body().length == 0) {
                return Responses.empty(answer.status(), to -> to.putAll(passed));
            }
            Mono<byte[]> body = answer.status() == 200 ? as.apply(answer.body()) : Mono.just(answer.body());
            return body.flatMap(bytes -> Responses.bytes(answer.status(), to -> to.putAll(passed), bytes));
        });
    }

    private static @Nullable String encodedId(String rawId) {
        try {
            return ArticlePath.encode(new ArticleId(ArticlePath.decode(rawId)).value());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Mono<ServerResponse> unknown() {
        return Responses.notFound(
                "There is no article with this id. GET /api/articles and \"dibao list\" list all articles.");
    }
}
