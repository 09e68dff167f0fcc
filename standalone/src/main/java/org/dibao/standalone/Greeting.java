package org.dibao.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The next steps, printed when everything runs. Each command works as printed, from the caller's folder. */
final class Greeting {
    private static final String SAMPLE = "samples/2024-03-18-tidal-library.md";

    private Greeting() {}

    /** @param environment the variables that the launcher sets: how it was called, where it is, and its default data folder */
    static String of(
            Standalone standalone,
            Options options,
            Duration took,
            boolean background,
            Map<String, String> environment) {
        String dibao = shell(environment.getOrDefault("DIBAO_COMMAND", "dibao"));
        String key = options.hasOwnKey()
                ? "$DIBAO_API_KEY"
                : "$(cat " + shell(near(options.data().resolve("api-key"))) + ")";
        // The launcher's default folder needs no option.
        String data = options.data()
                        .equals(Path.of(environment.getOrDefault("DIBAO_DATA", "data"))
                                .toAbsolutePath()
                                .normalize())
                ? ""
                : " --data " + shell(near(options.data()));
        var text = new StringBuilder();
        double seconds = took.toMillis() / 1000.0;
        text.append(
                standalone.notWell().isEmpty()
                        ? String.format("%nDibao is ready (%.1f s).%n%n", seconds)
                        : String.format(
                                "%nDibao runs (%.1f s), but not all of it is well: %s. \"%s status\" tells when it is.%n%n",
                                seconds, String.join(", ", standalone.notWell().keySet()), dibao));
        line(text, "site", standalone.url() + "/");
        line(
                text,
                "key",
                options.hasOwnKey()
                        ? "the one that you gave; set DIBAO_API_KEY to it in each terminal"
                        : dibao + " key" + data);
        line(text, "Kafka", standalone.kafkaBootstrap() + "  topics: articles, article-events, publications");
        line(text, "log", near(standalone.log()));
        Path sample = Path.of(environment.getOrDefault("DIBAO_HOME", "."))
                .resolve(SAMPLE)
                .toAbsolutePath()
                .normalize();
        if (Files.exists(sample)) {
            text.append(String.format("%nPublish an article and wait until it is live:%n%n"));
            text.append(String.format(
                    "  curl -i -T %s -H \"Authorization: Bearer %s\" -H \"Prefer: wait=10\" %s/api/articles/%n",
                    shell(near(sample)), key, standalone.url()));
        }
        text.append(String.format(
                "%n%s%n",
                background
                        ? "It runs in the background; stop it with: " + dibao + " stop" + data
                        : "Ctrl-C stops it; all data is kept."));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-6s %s%n", name, value));
    }

    /** The path as the caller would type it: relative where that is shorter. */
    private static String near(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) && !path.equals(here)
                ? here.relativize(path).toString()
                : path.toString();
    }

    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./~+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
