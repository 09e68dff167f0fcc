package org.dibao.ingest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.liquid.SiteFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads each post of the Jekyll site in the folder {@code jekyll.site} as an import does, and prints what differs from Jekyll's HTML. */
@EnabledIfSystemProperty(named = "jekyll.site", matches = ".+")
class JekyllDifferentialTest {
    private static final int SHOWN = 160;

    private final Path site = Path.of(System.getProperty("jekyll.site", "."));
    private final ArticleReader reader = new ArticleReader(ArticleLimits.DEFAULT);
    private final SiteFiles files = new SiteFiles(SiteFileSettings.DEFAULT);
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Integer> differences = new TreeMap<>();
    private final PrintStream out = System.out;
    private int equal;
    private int compared;

    /** What an import sends before the posts. */
    private void readSiteFiles() throws IOException {
        try (Stream<Path> walk = Files.walk(site)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = site.relativize(file).toString();
                boolean beside = name.startsWith("_posts/")
                        && !file.getFileName().toString().matches("\\d.*");
                if (!name.startsWith("_site/") && (SiteFiles.isWanted(name) || beside)) {
                    files.add(name, Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void postsAreAsJekyllMakesThem() throws IOException {
        readSiteFiles();
        Process ruby = new ProcessBuilder("ruby", "src/test/ruby/contents.rb", site.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = ruby.inputReader()) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                compare(json.readTree(line));
            }
        }
        out.printf(
                "%n%d of %d equal, %.2f%%; differences by kind: %s%n",
                equal, compared, 100.0 * equal / Math.max(compared, 1), differences);
        assertThat(compared).as("posts; are Ruby and Jekyll installed?").isPositive();
    }

    private void compare(JsonNode answer) throws IOException {
        String path = answer.path("path").asString();
        if (answer.has("failed")) {
            out.printf(
                    "failed   %s: Jekyll: %s%n", path, cut(answer.path("failed").asString()));
            return;
        }
        compared++;
        byte[] content = Files.readAllBytes(site.resolve(path));
        boolean html = path.endsWith(".html");
        ReadResult result = reader.read(
                new Upload(
                        html ? ContentKind.HTML : ContentKind.MARKDOWN, content, FileName.of(path), null, true, files),
                Instant.now());
        if (!(result instanceof ReadResult.Read read)) {
            differences.merge("refused", 1, Integer::sum);
            out.printf("refused  %s: %s%n", path, cut(result.toString()));
            return;
        }
        List<String> report = new ArrayList<>();
        Map<String, List<String>> ours = Facets.of(read.html());
        Facets.of(answer.path("html").asString()).forEach((kind, expected) -> {
            List<String> actual = ours.getOrDefault(kind, List.of());
            if (!expected.equals(actual)) {
                differences.merge(kind, 1, Integer::sum);
                report.add(difference(kind, expected, actual));
            }
        });
        equal += report.isEmpty() ? 1 : 0;
        out.printf("%s %s%n", report.isEmpty() ? "equal   " : "unequal ", path);
        report.forEach(out::println);
    }

    /** The first of the values that differ, from where they do. */
    private static String difference(String kind, List<String> expected, List<String> actual) {
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        String theirs = same < expected.size() ? expected.get(same) : "(none)";
        String ours = same < actual.size() ? actual.get(same) : "(none)";
        int from = Math.max(0, commonLength(theirs, ours) - 30);
        return "    " + kind + ", " + expected.size() + " there, " + actual.size() + " here\n        - "
                + cut(theirs.substring(from)) + "\n        + " + cut(ours.substring(from));
    }

    private static int commonLength(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ');
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
