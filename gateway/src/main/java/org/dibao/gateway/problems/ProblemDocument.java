package org.dibao.gateway.problems;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A problem as it is sent (RFC 9457).
 *
 * @param type     {@code /problems/<slug>}, or {@code about:blank} where the status says it all
 * @param field    the field that it is about
 * @param position of the submission that was refused
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable Position position,
        @Nullable ArticleId article) {

    public static ProblemDocument of(Problem problem) {
        return new ProblemDocument(
                problem.uri(), problem.type().title(), problem.status(), problem.detail(), problem.field(), null, null);
    }

    public static ProblemDocument of(Problem.Type type, String detail) {
        return of(Problem.of(type, detail));
    }

    /** A problem that is nothing but its HTTP status. */
    public static ProblemDocument of(HttpStatus status, String detail) {
        return new ProblemDocument("about:blank", status.getReasonPhrase(), status.value(), detail, null, null, null);
    }

    /** The same, of a submission in the log. */
    public ProblemDocument at(Position position, @Nullable ArticleId article) {
        return new ProblemDocument(type, title, status, detail, field, position, article);
    }
}
