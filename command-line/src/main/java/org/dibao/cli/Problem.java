package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the server says of a refusal (RFC 9457).
 *
 * @param field the field that is wrong, if it is one
 * @param reason what is wrong and what to do, or the best that the answer tells
 */
record Problem(@Nullable String field, String reason) {

    /**
     * Of a whole answer. One without a problem document comes from something between here and Dibao, most likely a reverse
     * proxy with a limit of its own.
     */
    static Problem ofAnswer(int status, String body) {
        return of(Json.read(body), status == 413 ? PROXY_LIMIT : "the server answered " + status);
    }

    private static final String PROXY_LIMIT =
            "413 from a proxy in front of Dibao, which takes no request as large as this. Raise its limit, in nginx"
                    + " client_max_body_size, in Apache httpd LimitRequestBody, in Caddy request_body max_size, in Squid"
                    + " request_body_max_size (see docs/behind-a-proxy.md), or name Dibao's own address with --url";

    static Problem of(JsonNode problem, String otherwise) {
        String detail = problem.path("detail").asString("");
        String title = problem.path("title").asString("");
        String field = problem.path("field").asString("");
        String reason = !detail.isEmpty() ? detail : !title.isEmpty() ? title : otherwise;
        return new Problem(field.isEmpty() ? null : field, reason);
    }

    @Override
    public String toString() {
        return field == null || reason.startsWith(field) ? reason : field + ": " + reason;
    }
}
