package org.dibao.gateway.pages;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.encoding.ClientCodings;
import org.dibao.gateway.encoding.Coding;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a client is sent for a page (RFC 9110), decided in one place for all ways to it.
 *
 * @param etag names the representation that is sent, or that the client has; absent if the page has no tag
 */
record PageAnswer(int status, Coding coding, @Nullable String etag) {

    /**
     * The whole page, or 304 if the client has it (13.2.2).
     *
     * @param request its headers
     * @param client  what they say about codings
     */
    static PageAnswer of(RenderedPage page, Coding coding, HttpHeaders request, ClientCodings client, Instant arrival) {
        String etag = page.headers().getETag();
        String sent = etag == null ? null : coding.tagged(etag);
        if (page.status() == 200) {
            String known = etag == null ? null : client.known().tagOf(etag, coding);
            if (known != null) {
                return new PageAnswer(304, coding, known);
            }
            if (client.known().isEmpty() // otherwise the date does not count
                    && page.isUnmodifiedSince(Instant.ofEpochMilli(request.getIfModifiedSince()), arrival)) {
                return new PageAnswer(304, coding, sent);
            }
        }
        return new PageAnswer(page.status(), coding, sent);
    }

    boolean hasBody() {
        return status != 304;
    }

    /** All headers that concern the page. */
    HttpHeaders headers(PageCache.Served served, long length, Instant arrival) {
        RenderedPage page = served.page();
        HttpHeaders headers = new HttpHeaders();
        if (hasBody()) {
            headers.putAll(page.headers());
            coding.describe(headers);
            headers.setContentLength(length);
        } else {
            copy(page.headers(), HttpHeaders.CACHE_CONTROL, headers);
        }
        if (etag != null) {
            headers.setETag(etag);
        }
        if (status == 200) {
            headers.setLastModified(page.lastModified(arrival));
            headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        }
        String position = served.position().toString();
        headers.set(Headers.HTTP_POSITION, position);
        if (page.isHtml()) { // the only header of its own response that a page's script can read
            String after = served.position().equals(Position.NONE) ? "earliest" : position;
            headers.set("Server-Timing", "dibao;desc=\"" + after + "\"");
        }
        headers.set(CacheStatus.HEADER, served.status().toString());
        if (served.age() != null) {
            headers.set(HttpHeaders.AGE, Long.toString(served.age().toSeconds()));
        }
        return headers;
    }

    private static void copy(HttpHeaders from, String name, HttpHeaders to) {
        String value = from.getFirst(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
