package org.dibao.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When one submission passed each stage, according to the gateway. */
final class TraceReport {
    /** Each time with three digits, so that they stand in columns; {@link Instant#toString} leaves zeros out. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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

    static void print(JsonNode trace, PrintWriter out) {
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
                    at == null ? stage.path("unknown").asString("unknown") : line(at, before, stage));
            before = at == null ? before : at;
        }
    }

    private static String line(Instant at, @Nullable Instant before, JsonNode stage) {
        String taken = before == null
                ? ""
                : String.format("%+,d ms", Duration.between(before, at).toMillis());
        return String.format(
                        "%s %10s  %s",
                        TIME.format(at), taken, stage.path("type").asString(""))
                .stripTrailing();
    }

    private static @Nullable Instant time(JsonNode stage) {
        try {
            return Instant.parse(stage.path("at").asString(""));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
