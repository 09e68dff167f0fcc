package org.dibao.gateway.pages;

import java.util.Set;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldQuery;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * Tells which queries may be part of an old address, such as {@code /?p=123}: those with a parameter whose name some old address has. All
 * others are ignored. Render has the names in a document, which is cached and purged like a page.
 */
final class OldQueries {
    private static final String NAMES = "/api/old-queries";

    private record Known(@Nullable RenderedPage document, Set<String> names) {}

    private final PageCache cache;
    private volatile Known known = new Known(null, Set.of());

    OldQueries(PageCache cache) {
        this.cache = cache;
    }

    /**
     * The target under which render may know an address.
     *
     * @param path  encoded
     * @param query as received
     * @return the path alone if the query is no part of an old address, or if nobody can tell: a page that is cached is
     *         served whether render answers
     *     or not
     */
    Mono<String> target(String path, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Mono.just(path);
        }
        String ready = ready(path, query);
        return ready != null
                ? Mono.just(ready)
                : cache.get(NAMES)
                        .map(served -> target(path, query, names(served.page())))
                        .onErrorReturn(path);
    }

    /** The same without asking anybody; null if somebody has to be asked. */
    @Nullable
    String ready(String path, String query) {
        PageCache.Served document = cache.ready(NAMES);
        return document == null ? null : target(path, query, names(document.page()));
    }

    private static String target(String path, String query, Set<String> names) {
        String old = OldQuery.only(names, query);
        return old.isEmpty() ? path : path + ArticlePath.encode("?" + old);
    }

    private Set<String> names(RenderedPage document) {
        Known last = known;
        if (last.document() == document) {
            return last.names();
        }
        Set<String> names =
                MediaType.APPLICATION_JSON.isCompatibleWith(document.headers().getContentType())
                        ? Set.of(Json.read(document.body().plain().bytes(), String[].class))
                        : Set.of(); // a render of an earlier release has no such document
        known = new Known(document, names);
        return names;
    }
}
