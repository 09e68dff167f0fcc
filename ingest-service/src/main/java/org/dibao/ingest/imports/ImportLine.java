package org.dibao.ingest.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of one article of an import, as a line of the answer.
 *
 * @param name    the file name in the archive, or {@code line 3}
 * @param outcome as in a receipt; {@code refused} if it was not submitted and never will be, {@code unknown} if the log
 *                has it once or not at all, {@code accepted} if its outcome did not arrive in time, {@code stopped} if
 *                the import could not continue
 * @param status  the HTTP status that a single submission would have had
 * @param path    encoded as in a link
 */
@JsonPropertyOrder({"name", "outcome", "status", "position", "article", "revision", "path", "problem"})
record ImportLine(
        String name,
        String outcome,
        int status,
        @Nullable Position position,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @Nullable String path,
        @Nullable JsonNode problem) {
    private static final int MAX_NAME = 300;
    private static final String UNKNOWN = "unknown";

    /** @param submitted the article that it was sent for; the result does not name one that nobody may know of yet */
    static ImportLine decided(String name, Position position, Result result, @Nullable ArticleId submitted) {
        Problem problem = result.problem();
        ArticlePath path = result.path();
        return new ImportLine(
                shown(name),
                result.outcome().wireName(),
                result.status(),
                position,
                result.article() == null ? submitted : result.article(),
                result.revision(),
                path == null ? null : path.value(),
                problem == null ? null : ProblemDocuments.json(ProblemDocuments.of(problem)));
    }

    static ImportLine undecided(String name, Position position, @Nullable ArticleId article) {
        return new ImportLine(shown(name), "accepted", 202, position, article, null, null, null);
    }

    static ImportLine refused(String name, Problem problem) {
        return new ImportLine(
                shown(name),
                "refused",
                problem.status(),
                null,
                null,
                null,
                null,
                ProblemDocuments.json(ProblemDocuments.of(problem)));
    }

    static ImportLine unknown(String name, Problem problem) {
        return new ImportLine(
                shown(name),
                UNKNOWN,
                problem.status(),
                null,
                null,
                null,
                null,
                ProblemDocuments.json(ProblemDocuments.of(problem)));
    }

    static ImportLine stopped(Problem problem) {
        return new ImportLine(
                "the import",
                "stopped",
                problem.status(),
                null,
                null,
                null,
                null,
                ProblemDocuments.json(ProblemDocuments.of(problem)));
    }

    boolean isUnknown() {
        return outcome.equals(UNKNOWN);
    }

    private static String shown(String name) {
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    }
}
