package org.dibao.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of one submission, as the server told it. */
record Published(
        int status,
        String outcome,
        @Nullable String path,
        @Nullable ServerProblem problem,
        JsonNode answer) {
    private static final String UNKNOWN = "unknown";

    /** The only error of the server's own after which nothing was accepted for certain (RFC 4918, 11.5). */
    private static final int INSUFFICIENT_STORAGE = 507;

    static Published unsent(String reason) {
        return new Published(0, "unsent", null, new ServerProblem(null, reason), LenientJson.read(""));
    }

    static Published of(int status, String body, @Nullable String location) {
        JsonNode answer = LenientJson.read(body);
        if (status >= 500 && status != INSUFFICIENT_STORAGE) {
            return new Published(status, UNKNOWN, null, unknown(ServerProblem.ofAnswer(status, body)), answer);
        }
        if (status >= 300) {
            return new Published(status, "refused", null, ServerProblem.ofAnswer(status, body), answer);
        }
        String said = answer.path("outcome").asString(answer.path("status").asString(""));
        String there =
                location == null || status == 202 ? "" : URI.create(location).getPath();
        // The location of what readers do not see is one of the API.
        String path = answer.path("path").asString(there.startsWith("/api/") ? "" : there);
        String outcome = !said.isEmpty() ? said : status == 202 ? "accepted" : "live";
        return new Published(status, outcome, path.isEmpty() ? null : path, null, answer);
    }

    private static ServerProblem unknown(ServerProblem told) {
        return new ServerProblem(
                told.field(),
                told.reason().replaceFirst("\\.$", "")
                        + ". It is unknown whether the article was accepted: publish it again; it takes effect"
                        + " only once.");
    }

    /** The same with a reason that people understand. */
    Published refused(String reason) {
        return new Published(status, outcome, path, new ServerProblem(null, reason), answer);
    }

    boolean isUnknown() {
        return outcome.equals(UNKNOWN);
    }

    /** Whether the key may not do this, whatever is sent. */
    boolean isForbidden() {
        return status == 401 || status == 403;
    }

    boolean accepted() {
        return problem == null;
    }

    String json(String file) {
        var node = LenientJson.MAPPER
                .createObjectNode()
                .put("file", file)
                .put("status", status)
                .put("outcome", outcome);
        if (path != null) {
            node.put("path", path);
        }
        if (problem != null) {
            node.put("reason", problem.reason());
            if (problem.field() != null) {
                node.put("field", problem.field());
            }
        }
        if (answer.isObject()) {
            node.set("answer", answer);
        }
        return node.toString();
    }

    /** One line, or one JSON object, about a file. */
    void print(PrintWriter out, Target target, String name, boolean asJson) {
        print(out, target, Standing.UNKNOWN, name, asJson);
    }

    /** One line, or one JSON object, about what was submitted. */
    void print(PrintWriter out, Target target, Standing standing, String name, boolean asJson) {
        if (asJson) {
            out.println(json(name));
        } else if (problem != null) {
            out.printf("%-10s %s  %s%n", outcome, name, problem);
        } else {
            Standing.Told told =
                    path == null ? unseen(standing) : new Standing.Told(shown(outcome), target.url() + encoded(path));
            out.println(
                    "%-10s %s  %s".formatted(told.outcome(), name, told.more()).stripTrailing());
            answer.path("warnings").forEach(warning -> out.printf("%-10s %s%n", "warning", warning.asString()));
        }
        out.flush();
    }

    /** An outcome in a line that names what it is about. */
    static String shown(String outcome) {
        return outcome.equals("site-changed") ? "changed" : outcome.replaceFirst("^file-", "");
    }

    /** What there is to tell of an article that readers do not see. */
    private Standing.Told unseen(Standing standing) {
        String id = answer.path("article").asString("ID");
        if (outcome.equals("drafted")) {
            return standing.drafted(id);
        }
        return new Standing.Told(
                shown(outcome),
                switch (outcome) {
                    case "scheduled" ->
                        standing.scheduled(id, answer.path("scheduledFor").asString(""));
                    case "withdrawn" -> standing.offSite(id);
                    case "unchanged" -> answer.has("article") ? standing.unseen(id) : "";
                    default -> "";
                });
    }

    int exit() {
        return isUnknown() ? Exit.UNREACHABLE : accepted() ? Exit.OK : Exit.REFUSED;
    }

    /** A path as it is written in addresses. */
    static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path; // to be shown, no more
        }
    }
}
