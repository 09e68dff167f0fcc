package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.theme.Asset;

/** The response to a request, before it becomes HTTP. */
sealed interface RenderedResponse {

    /** Keys in addition to those of the route that are only known after the lookup. */
    default Set<PurgeKey> moreKeys() {
        return Set.of();
    }

    /** The same under more keys, if it is a page or a redirect. */
    default RenderedResponse under(PurgeKey key) {
        return switch (this) {
            case Html it -> new Html(it.status(), it.body(), with(it.moreKeys(), key));
            case Redirected it -> new Redirected(it.status(), it.to(), with(it.moreKeys(), key));
            case Json _, Document _, File _, KeptFile _, Narrowed _, Refused _ -> this;
        };
    }

    private static Set<PurgeKey> with(Set<PurgeKey> keys, PurgeKey key) {
        return Stream.concat(keys.stream(), Stream.of(key)).collect(Collectors.toUnmodifiableSet());
    }

    /** A page for people. */
    record Html(int status, byte[] body, Set<PurgeKey> moreKeys) implements RenderedResponse {
        static Html of(int status, String html) {
            return of(status, html, Set.of());
        }

        static Html of(int status, String html, Set<PurgeKey> moreKeys) {
            return new Html(status, html.getBytes(StandardCharsets.UTF_8), moreKeys);
        }
    }

    record Json(byte[] body) implements RenderedResponse {}

    /**
     * A document for programs: a feed or a sitemap.
     *
     * @param link    the header {@code Link}; empty for none
     * @param caching the header {@code Cache-Control}; a gateway caches it no longer than its {@code max-age}
     */
    record Document(String contentType, String caching, String link, byte[] body) implements RenderedResponse {
        /** The gateway caches it until it is purged; all others revalidate each time. */
        static final String ASK_EACH_TIME = "no-cache";

        Document(String contentType, String caching, byte[] body) {
            this(contentType, caching, "", body);
        }
    }

    /** A file of the theme. */
    record File(Asset asset) implements RenderedResponse {}

    /** A file that a publisher keeps here: the gateway has its bytes. */
    record KeptFile(FilePath path, FileContent content) implements RenderedResponse {}

    /** A narrower copy of such a picture, which the gateway may have too. */
    record Narrowed(FileContent picture, Variant variant) implements RenderedResponse {}

    /** @param to percent-encoded */
    record Redirected(int status, String to, Set<PurgeKey> moreKeys) implements RenderedResponse {
        Redirected(int status, String to) {
            this(status, to, Set.of());
        }
    }

    /** @param retryAfter in seconds; 0: not stated */
    record Refused(Problem problem, int retryAfter) implements RenderedResponse {
        static Refused of(Problem problem) {
            return new Refused(problem, 0);
        }
    }
}
