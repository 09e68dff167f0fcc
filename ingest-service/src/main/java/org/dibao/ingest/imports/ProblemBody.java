package org.dibao.ingest.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;

/** A problem as {@code application/problem+json} has it (RFC 9457). */
@JsonPropertyOrder({"type", "title", "status", "detail", "field"})
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {
    public static ProblemBody of(Problem problem) {
        return new ProblemBody(
                problem.uri(), problem.type().title(), problem.status(), problem.detail(), problem.field());
    }
}
