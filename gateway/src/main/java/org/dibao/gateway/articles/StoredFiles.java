package org.dibao.gateway.articles;

import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What the store knows of the site's files, for holders of the key. The files themselves are at their paths. */
@Component
public final class StoredFiles {
    private final ApiKeyAuthenticator authenticator;
    private final StoredArticles store;

    StoredFiles(ApiKeyAuthenticator authenticator, StoredArticles store) {
        this.authenticator = authenticator;
        this.store = store;
    }

    /** {@code GET /api/assets}. */
    public Mono<ServerResponse> list(ServerRequest request) {
        return authenticator.holder(
                request, _ -> store.read(request, "/files" + Parameters.of(request, "after", "limit"), true));
    }

    /**
     * {@code GET /api/assets/{path}}; with the parameter {@code revisions} its history.
     *
     * @param rawPath with its leading slash, as received
     */
    public Mono<ServerResponse> file(ServerRequest request, String rawPath) {
        return authenticator.holder(
                request,
                _ -> store.read(
                        request,
                        request.queryParams().containsKey("revisions")
                                ? "/file-revisions" + rawPath + Parameters.of(request, "before", "limit")
                                : "/files" + rawPath,
                        true));
    }
}
