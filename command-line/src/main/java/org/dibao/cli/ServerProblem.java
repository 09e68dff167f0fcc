package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The server's reason for a refusal (RFC 9457).
 *
 * @param field the field that is wrong, if any
 * @param reason what is wrong and what to do, as far as the response says
 */
record ServerProblem(@Nullable String field, String reason) {

    /**
     * The problem in a complete response. One without a problem document comes from something between here and Dibao,
     * most likely a reverse proxy with its own limit.
     */
    static ServerProblem ofAnswer(int status, String body) {
        if (status == 401 && !body.contains(EXPIRED)) { // the server speaks of headers, which nobody has typed here
            return new ServerProblem(null, WRONG_KEY);
        }
        return of(LenientJson.read(body), status == 413 ? PROXY_LIMIT : "the server answered " + status);
    }

    /** The type of the problem that says whose key it is, and until when it was valid. */
    private static final String EXPIRED = "/problems/key-expired";

    private static final String WRONG_KEY =
            "the key is wrong, missing, or removed: \"dibao key\" shows the first one of an instance on this machine, and"
                    + " \"dibao keys list\" with that one which others there are. Give one with --key or DIBAO_API_KEY.";

    private static final String PROXY_LIMIT =
            "413 from a proxy in front of Dibao, which does not accept a request this large. Raise its limit: in"
                    + " nginx client_max_body_size, in Apache httpd LimitRequestBody, in Caddy request_body max_size,"
                    + " in Squid"
                    + " request_body_max_size (see docs/behind-a-proxy.md), or give Dibao's own address with --url";

    static ServerProblem of(JsonNode problem, String otherwise) {
        String detail = problem.path("detail").asString("");
        String title = problem.path("title").asString("");
        String field = problem.path("field").asString("");
        String reason = !detail.isEmpty() ? detail : !title.isEmpty() ? title : otherwise;
        return new ServerProblem(field.isEmpty() ? null : field, reason);
    }

    @Override
    public String toString() {
        return field == null || reason.startsWith(field) || reason.startsWith("the " + field)
                ? reason
                : field + ": " + reason;
    }
}
