package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.dibao.contract.event.Problem;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.theme.Asset;

/** What a request gets, before it becomes HTTP. */
sealed interface Answer {

    /** Keys beside those of the route, which only what was found tells. */
    default Set<PurgeKey> moreKeys() {
        return Set.of();
    }

    /** A page for people. */
    record Html(int status, byte[] body, Set<PurgeKey> moreKeys) implements Answer {
        static Html of(int status, String html) {
            return of(status, html, Set.of());
        }

        static Html of(int status, String html, Set<PurgeKey> moreKeys) {
            return new Html(status, html.getBytes(StandardCharsets.UTF_8), moreKeys);
        }
    }

    record Json(byte[] body) implements Answer {}

    /**
     * What programs read: a feed, a sitemap.
     *
     * @param caching the header {@code Cache-Control}; a gateway keeps it no longer than its {@code max-age}
     */
    record Document(String contentType, String caching, byte[] body) implements Answer {
        /** Kept until it is purged; everyone else asks each time. */
        static final String ASK_EACH_TIME = "no-cache";
    }

    /** A file of the theme. */
    record File(Asset asset) implements Answer {}

    /** @param to percent-encoded */
    record Elsewhere(int status, String to) implements Answer {}

    /** @param retryAfter seconds; 0: does not say */
    record Refused(Problem problem, int retryAfter) implements Answer {
        static Refused of(Problem problem) {
            return new Refused(problem, 0);
        }
    }
}
