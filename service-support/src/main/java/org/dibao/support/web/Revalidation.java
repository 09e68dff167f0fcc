package org.dibao.support.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Whether a reader already has what would be sent (RFC 9110, 13.1.2). */
public final class Revalidation {
    private Revalidation() {}

    /** @param etag of what is there now */
    public static boolean isKnown(ServerRequest request, String etag) {
        // Spring compares tags only; to it, "*" is not a match of every one.
        return request.headers().header(HttpHeaders.IF_NONE_MATCH).stream()
                        .anyMatch(given -> given.strip().equals("*"))
                || request.exchange().checkNotModified(etag);
    }
}
