package org.dibao.support.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Whether a client already has the current representation (RFC 9110, 13.1.2). */
public final class Revalidation {
    private Revalidation() {}

    /** @param etag of the current representation */
    public static boolean isKnown(ServerRequest request, String etag) {
        // Spring only compares tags; it does not treat "*" as matching every tag.
        return request.headers().header(HttpHeaders.IF_NONE_MATCH).stream()
                        .anyMatch(given -> given.strip().equals("*"))
                || request.exchange().checkNotModified(etag);
    }
}
