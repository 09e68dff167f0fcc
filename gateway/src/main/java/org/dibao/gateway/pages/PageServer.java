package org.dibao.gateway.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.web.Revalidation;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Serves pages, and listings for programs, from the cache or from render. Ignores cookies and unknown parameters. */
public final class PageServer {
    private static final Set<String> LISTING_PARAMETERS = Set.of("category", "tag", "author", "after", "limit");

    private final ApiKeyAuthenticator authenticator;
    private final PageCache cache;
    private final Clock clock;

    PageServer(ApiKeyAuthenticator authenticator, PageCache cache, Clock clock) {
        this.authenticator = authenticator;
        this.cache = cache;
        this.clock = clock;
    }

    /** Any page of the site; none takes a parameter. */
    public Mono<ServerResponse> page(ServerRequest request) {
        return serve(request, Set.of());
    }

    /** {@code GET /api/articles}. */
    public Mono<ServerResponse> listing(ServerRequest request) {
        return authenticator.reader(request, _ -> serve(request, LISTING_PARAMETERS)); // the same for everyone
    }

    private Mono<ServerResponse> serve(ServerRequest request, Set<String> parameters) {
        String target = path(request.uri().getRawPath()) + query(request, parameters);
        Instant arrival = clock.instant();
        return cache.get(target).flatMap(served -> answer(request, served, arrival));
    }

    /** Normalized; a path that cannot be decoded stays as it is, and render has no such page. */
    private static String path(String raw) {
        try {
            return ArticlePath.encode(ArticlePath.decode(raw));
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** Normalized and sorted, so that the same listing has the same target. */
    private static String query(ServerRequest request, Set<String> parameters) {
        if (parameters.isEmpty() || request.queryParams().isEmpty()) {
            return "";
        }
        String query = request.queryParams().entrySet().stream()
                .filter(given -> parameters.contains(given.getKey()))
                .sorted(Comparator.comparing(java.util.Map.Entry::getKey))
                .flatMap(given -> given.getValue().stream()
                        .map(value -> given.getKey() + "=" + (value == null ? "" : UriUtils.encode(value, "UTF-8"))))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Mono<ServerResponse> answer(ServerRequest request, PageCache.Served served, Instant arrival) {
        RenderedPage page = served.page();
        if (page.status() == 200 && isKnown(request, page, arrival)) {
            return Responses.empty(304, headers -> {
                copy(page.headers(), HttpHeaders.ETAG, headers);
                copy(page.headers(), HttpHeaders.CACHE_CONTROL, headers);
                describe(served, headers);
            });
        }
        return Responses.bytes(
                page.status(),
                headers -> {
                    headers.putAll(page.headers());
                    if (page.status() == 200) {
                        headers.setLastModified(page.lastModified(arrival));
                    }
                    describe(served, headers);
                },
                page.body());
    }

    private static void describe(PageCache.Served served, HttpHeaders headers) {
        String position = served.position().toString();
        headers.set(Headers.HTTP_POSITION, position);
        if (served.page().isHtml()) { // the only header of its own response that a page's script can read
            String after = served.position().equals(Position.NONE) ? "earliest" : position;
            headers.set("Server-Timing", "dibao;desc=\"" + after + "\"");
        }
        if (served.age() != null) {
            headers.set(HttpHeaders.AGE, Long.toString(served.age().toSeconds()));
        }
    }

    private static void copy(HttpHeaders from, String name, HttpHeaders to) {
        String value = from.getFirst(name);
        if (value != null) {
            to.set(name, value);
        }
    }

    /**
     * RFC 9110, 13.2.2: if there is an {@code If-None-Match}, the date is ignored. A date counts only if it is the
     * page's own ({@link RenderedPage#isUnmodifiedSince}), whereas Spring accepts any later one.
     */
    private static boolean isKnown(ServerRequest request, RenderedPage page, Instant arrival) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        String etag = page.headers().getETag();
        return headers.containsHeader(HttpHeaders.IF_NONE_MATCH)
                ? etag != null && Revalidation.isKnown(request, etag)
                : page.isUnmodifiedSince(Instant.ofEpochMilli(headers.getIfModifiedSince()), arrival);
    }
}
