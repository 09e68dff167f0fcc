package org.dibao.ingest.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of one article of an import, as a line of the answer.
 *
 * @param name    the file name in the archive, or {@code line 3}
 * @param outcome as in a receipt; {@code readable} in a dry run; {@code refused} if it was not submitted and never will be,
 *                {@code unknown} if the log
 *                has it once or not at all, {@code accepted} if its outcome did not arrive in time, {@code stopped} if
 *                the import could not continue
 * @param status  the HTTP status that a single submission would have had
 * @param path    encoded as in a link
 * @param warnings what the sender may not have meant, each a sentence
 * @param links    of a dry run: the addresses in its text that may be on this site, as written
 */
@JsonPropertyOrder({
    "name",
    "outcome",
    "status",
    "position",
    "article",
    "revision",
    "path",
    "problem",
    "warnings",
    "links"
})
record ImportLine(
        String name,
        String outcome,
        int status,
        @Nullable Position position,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @Nullable String path,
        @Nullable JsonNode problem,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> links) {
    private static final int MAX_NAME = 300;
    private static final String REFUSED = "refused";
    private static final String UNKNOWN = "unknown";

    /** The result does not name an article that nobody may know of yet. */
    static ImportLine decided(String name, SubmissionReply.Accepted accepted, Result result) {
        Problem problem = result.problem();
        ArticlePath path = result.path();
        return new ImportLine(
                shown(name),
                result.outcome().wireName(),
                result.status(),
                accepted.position(),
                result.article() == null ? accepted.article() : result.article(),
                result.revision(),
                path == null ? null : path.value(),
                problem == null ? null : ProblemDocuments.json(ProblemDocuments.of(problem)),
                accepted.warnings(),
                List.of());
    }

    static ImportLine undecided(String name, SubmissionReply.Accepted accepted) {
        return new ImportLine(
                shown(name),
                "accepted",
                202,
                accepted.position(),
                accepted.article(),
                null,
                null,
                null,
                accepted.warnings(),
                List.of());
    }

    static ImportLine refused(String name, Problem problem) {
        return new ImportLine(
                shown(name),
                REFUSED,
                problem.status(),
                null,
                null,
                null,
                null,
                ProblemDocuments.json(ProblemDocuments.of(problem)),
                List.of(),
                List.of());
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
                ProblemDocuments.json(ProblemDocuments.of(problem)),
                List.of(),
                List.of());
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
                ProblemDocuments.json(ProblemDocuments.of(problem)),
                List.of(),
                List.of());
    }

    /** An article of a dry run: it would be submitted. */
    static ImportLine tried(String name, Trial.Result result) {
        return new ImportLine(
                shown(name),
                "readable",
                200,
                null,
                result.article(),
                null,
                result.path(),
                null,
                result.warnings(),
                result.links());
    }

    /** Whether it says that the log does not answer: it will not take the next article either. */
    boolean isOfSilentLog() {
        return outcome.equals(UNKNOWN) || outcome.equals(REFUSED) && status == Problem.Type.UNAVAILABLE.status();
    }

    private static String shown(String name) {
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    }
}
