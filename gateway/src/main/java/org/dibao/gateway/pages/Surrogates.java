package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;

/**
 * What a CDN that is purged by keys has to know: how long it may keep a page, and the keys that whoever reads the topic
 * {@code publications} purges there. Says nothing if there is no such CDN.
 */
final class Surrogates {
    private final long maxAge;

    /** @param maxAge zero if there is none */
    Surrogates(Duration maxAge) {
        this.maxAge = maxAge.toSeconds();
    }

    void describe(RenderedPage page, HttpHeaders answer) {
        if (maxAge > 0 && page.isCacheable() && !page.isTemporary()) {
            answer.set("Surrogate-Control", "max-age=" + maxAge);
            answer.set("Surrogate-Key", String.join(" ", new TreeSet<>(page.keys())));
        }
    }
}
