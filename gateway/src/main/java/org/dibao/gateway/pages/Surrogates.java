package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.TreeSet;
import org.dibao.contract.wire.Headers;
import org.springframework.http.HttpHeaders;

/**
 * What a CDN that is purged by keys has to know: how long it may keep a page, and the keys that whoever reads the topic
 * {@code publications} purges there. Says nothing if there is no such CDN.
 */
final class Surrogates {
    private static final String KEY = "Surrogate-Key";

    private final long maxAge;

    /** @param maxAge zero if there is none */
    Surrogates(Duration maxAge) {
        this.maxAge = maxAge.toSeconds();
    }

    /** To a client that asks for it: what a page's copy is stale by, which are its keys and its theme. */
    static void name(RenderedPage page, HttpHeaders answer) {
        answer.set(KEY, keys(page));
        answer.set(Headers.HTTP_THEME, page.theme());
    }

    private static String keys(RenderedPage page) {
        return String.join(" ", new TreeSet<>(page.keys()));
    }

    void describe(RenderedPage page, HttpHeaders answer) {
        if (maxAge > 0 && page.isCacheable() && !page.isTemporary()) {
            answer.set("Surrogate-Control", "max-age=" + maxAge);
            answer.set(KEY, keys(page));
        }
    }
}
