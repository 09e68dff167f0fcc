package org.dibao.acceptance.contract;

import java.net.http.HttpHeaders;

/**
 * A request and the head of its answer.
 *
 * @param target path and query, as sent
 */
public record Exchange(String method, String target, int status, HttpHeaders headers) {

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Without parameters; empty if there is none. */
    String mediaType() {
        return headers.firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
    }

    @Override
    public String toString() {
        return method + " " + target + " -> " + status + " " + headers.map();
    }
}
