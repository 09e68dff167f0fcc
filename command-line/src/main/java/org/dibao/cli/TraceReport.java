package org.dibao.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When one submission passed each stage, according to the gateway. */
final class TraceReport {
    private TraceReport() {}

    /** @throws CommandFailed if the gateway has no answer */
    static JsonNode ask(Target target, long position) {
        target.requireKey();
        try (var api = new Api(target, Duration.ZERO)) {
            var answer = api.send("/api/submissions/" + position + "/trace", HttpRequest.Builder::GET);
            if (answer.statusCode() != 200) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        ServerProblem.ofAnswer(answer.statusCode(), answer.body())
                                .toString());
            }
            return LenientJson.read(answer.body());
        }
    }

    static void print(JsonNode trace, SiteTime time, PrintWriter out) {
        String article = trace.path("article").asString("");
        out.printf(
                "position %s%s%n", trace.path("position").asString(), article.isEmpty() ? "" : ", article " + article);
        out.printf("trace    %s%n", trace.path("traceId").asString("unknown (accepted before requests were traced)"));
        Instant before = null;
        for (JsonNode stage : trace.path("stages")) {
            Instant at = time(stage);
            out.printf(
                    "  %-9s %-8s %s%n",
                    stage.path("stage").asString(),
                    stage.path("by").asString(),
                    at == null
                            ? stage.path("unknown").asString("unknown")
                            : line(time.precisely(at), taken(before, at), stage));
            before = at == null ? before : at;
        }
    }

    private static String line(String at, String taken, JsonNode stage) {
        return String.format("%s %10s  %s", at, taken, stage.path("type").asString(""))
                .stripTrailing();
    }

    private static String taken(@Nullable Instant before, Instant at) {
        return before == null
                ? ""
                : String.format("%+,d ms", Duration.between(before, at).toMillis());
    }

    private static @Nullable Instant time(JsonNode stage) {
        try {
            return Instant.parse(stage.path("at").asString(""));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
