package org.dibao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A {@code POST /api/imports} that can be sent several times.
 *
 * @param key its {@code Idempotency-Key}
 * @param query of its address, encoded, with its question mark; or empty
 * @param idle how long the server may stay silent
 */
record ImportRequest(Target target, ImportUpload upload, String key, Duration idle, String query) {
    ImportRequest(Target target, ImportUpload upload, String key, Duration idle) {
        this(target, upload, key, idle, "");
    }

    /**
     * Sends everything and records each result as it arrives. The summary is marked as broken if results are missing.
     *
     * @param line called with each result line after it is recorded
     * @throws IOException if the connection fails
     * @throws CommandFailed if the import as a whole is refused
     */
    void send(ImportSummary summary, Consumer<String> line) throws IOException {
        DuplexPost.Body body =
                out -> upload.content().writeTo(out, (name, reason) -> summary.add(ImportResult.unsent(name, reason)));
        try (var post = DuplexPost.send(target.uri("/api/imports" + query), headers(), body, idle);
                var lines = new BufferedReader(new InputStreamReader(post.body(), StandardCharsets.UTF_8))) {
            if (post.status() >= 300) {
                refuse(post.status(), String.join("\n", lines.lines().toList()), summary);
                return;
            }
            boolean stoppedForGood = false;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode node = LenientJson.read(text);
                if (node.isObject()) {
                    ImportResult result =
                            ImportResult.of(node, upload.name(node.path("name").asString("(unnamed)")));
                    note(result, summary);
                    stoppedForGood |= result.stoppedForGood();
                    line.accept(text);
                }
            }
            if (!stoppedForGood && summary.broken() == null && summary.total() < upload.articles()) {
                summary.broke("the answer ended early");
            }
        }
    }

    private static void note(ImportResult result, ImportSummary summary) {
        if (result.stopped() && !result.stoppedForGood()) {
            summary.broke(
                    result.problem() == null
                            ? "the server stopped"
                            : result.problem().reason());
        } else {
            summary.add(result);
        }
    }

    private static void refuse(int status, String body, ImportSummary summary) {
        ServerProblem problem = ServerProblem.ofAnswer(status, body);
        if (status == 429 || status >= 500) {
            summary.broke(problem.toString());
        } else {
            throw new CommandFailed(Exit.REFUSED, "The import was refused: " + problem);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + target.requireKey());
        headers.put("Content-Type", upload.type());
        headers.put("Accept", "application/x-ndjson, application/problem+json");
        headers.put("Idempotency-Key", key);
        return headers;
    }
}
