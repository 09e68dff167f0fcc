package org.dibao.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of an import's response.
 *
 * @param name the article's name in the archive
 * @param outcome {@code published}, {@code revised}, {@code unchanged}, … as named by the server
 * @param status the HTTP status that a single submission of the article would have had; 0 if there is none
 * @param problem why it was refused, if it was
 * @param warnings what may not have been meant
 * @param line     all of it
 */
record ImportResult(
        String name,
        String outcome,
        int status,
        @Nullable ServerProblem problem,
        List<String> warnings,
        JsonNode line) {

    static ImportResult of(JsonNode line, String name) {
        JsonNode problem = line.path("problem");
        int status = line.path("status").asInt(0);
        boolean refused = problem.isObject() || status >= 400;
        String outcome = line.path("outcome").asString("");
        return new ImportResult(
                name,
                !outcome.isEmpty() ? outcome : refused ? "refused" : "accepted",
                status,
                refused ? ServerProblem.of(problem, "refused with status " + status) : null,
                line.path("warnings").valueStream().map(JsonNode::asString).toList(),
                line);
    }

    /** Whether it is not about an article but says that the import could not continue. */
    boolean stopped() {
        return "stopped".equals(outcome);
    }

    /** Whether the content was the reason for stopping, so that the same import would be stopped again. */
    boolean stoppedForGood() {
        return stopped() && status >= 400 && status < 500 && status != 429;
    }

    static ImportResult unsent(String name, String reason) {
        return new ImportResult(name, "unsent", 0, new ServerProblem(null, reason), List.of(), LenientJson.read(""));
    }
}
