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
