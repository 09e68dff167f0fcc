package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of an import's response.
 *
 * @param name the article's name in the archive
 * @param outcome {@code published}, {@code revised}, {@code unchanged}, … as named by the server
 * @param problem why it was refused, if it was
 */
record ImportResult(String name, String outcome, @Nullable ServerProblem problem) {

    static ImportResult of(JsonNode line) {
        JsonNode problem = line.path("problem");
        int status = line.path("status").asInt(0);
        boolean refused = problem.isObject() || status >= 400;
        String outcome = line.path("outcome").asString("");
        return new ImportResult(
                line.path("name").asString("(unnamed)"),
                !outcome.isEmpty() ? outcome : refused ? "refused" : "accepted",
                refused ? ServerProblem.of(problem, "refused with status " + status) : null);
    }

    /** Whether it is not about an article but says that the import could not continue. */
    boolean stopped() {
        return "stopped".equals(outcome);
    }

    static ImportResult unsent(String name, String reason) {
        return new ImportResult(name, "unsent", new ServerProblem(null, reason));
    }
}
