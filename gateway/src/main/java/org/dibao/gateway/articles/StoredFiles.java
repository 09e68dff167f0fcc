package org.dibao.gateway.articles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dibao.blobs.Blob;
import org.dibao.blobs.Blobs;
import org.dibao.contract.json.Json;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Responses;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the store knows of the site's files, for holders of the key. The files themselves are at their paths. */
@Component
public final class StoredFiles {
    private static final byte[] NOTHING = {};

    private final ApiKeyAuthenticator authenticator;
    private final StoredArticles store;
    private final Backend render;
    private final Blobs blobs;

    StoredFiles(ApiKeyAuthenticator authenticator, StoredArticles store, Backends backends, Blobs blobs) {
        this.authenticator = authenticator;
        this.store = store;
        this.render = backends.render();
        this.blobs = blobs;
    }

    /** {@code GET /api/assets}; with the parameter {@code missing} only those whose bytes are not here as they were sent. */
    public Mono<ServerResponse> list(ServerRequest request) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            String target = "/files" + Parameters.of(request, "after", "limit");
            return request.queryParams().containsKey("missing")
                    ? store.read(request, target, true, this::missing)
                    : store.read(request, target, true);
        });
    }

    /** The same page of the list, without the files that are here. */
    private Mono<byte[]> missing(byte[] listing) {
        return Mono.fromCallable(() -> {
                    ObjectNode page = (ObjectNode) Json.mapper().readTree(listing);
                    ArrayNode missing = page.arrayNode();
                    for (JsonNode file : page.path("files")) {
                        if (!isHere(file.path("content"))) {
                            missing.add(file);
                        }
                    }
                    page.set("files", missing);
                    return Json.mapper().writeValueAsBytes(page);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private boolean isHere(JsonNode content) throws IOException {
        try (Blob blob = blobs.open(content.path("hash").asString()).orElse(null)) {
            return blob != null && blob.length() == content.path("length").asLong();
        }
    }

    /**
     * {@code GET /api/assets/{path}}; with the parameter {@code revisions} its history, with {@code where-used} the live articles that show
     * it or lead to it.
     *
     * @param rawPath with its leading slash, as received
     */
    public Mono<ServerResponse> file(ServerRequest request, String rawPath) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            if (request.queryParams().containsKey("where-used")) {
                return uses(request, rawPath);
            }
            return store.read(
                    request,
                    request.queryParams().containsKey("revisions")
                            ? "/file-revisions" + rawPath + Parameters.of(request, "before", "limit")
                            : "/files" + rawPath,
                    true);
        });
    }

    /** Render's search index knows it, whether or not there is such a file. */
    private Mono<ServerResponse> uses(ServerRequest request, String rawPath) {
        String rest = Parameters.of(request, "after", "limit");
        String target = "/file-uses?path=" + UriUtils.encode(rawPath, StandardCharsets.UTF_8)
                + (rest.isEmpty() ? "" : "&" + rest.substring(1));
        return render.query(target, NOTHING).flatMap(answer -> {
            if (answer.status() >= 500) {
                return Mono.error(render.unavailable(answer, "Try again."));
            }
            return Responses.bytes(
                    answer.status(),
                    to -> {
                        to.setContentType(answer.passedHeaders().getContentType());
                        to.setCacheControl("private, no-store");
                    },
                    answer.body());
        });
    }
}
