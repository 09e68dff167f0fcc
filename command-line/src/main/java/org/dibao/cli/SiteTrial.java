package org.dibao.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server has read of a site in a dry run.
 *
 * @param results by the names of the files
 */
record SiteTrial(Map<String, Result> results) {
    /**
     * @param path    where the article would be, not encoded; null if it cannot be read
     * @param problem why it cannot be read
     * @param links   the addresses in its text that may be on the site
     */
    record Result(
            String name,
            @Nullable String id,
            @Nullable String path,
            @Nullable ServerProblem problem,
            List<String> warnings,
            List<String> links) {}

    static SiteTrial of(Map<String, ImportResult> lines) {
        Map<String, Result> results = new LinkedHashMap<>();
        lines.forEach((name, line) -> results.put(
                name,
                new Result(
                        name,
                        text(line, "article"),
                        text(line, "path"),
                        line.problem(),
                        line.warnings(),
                        line.line()
                                .path("links")
                                .valueStream()
                                .map(link -> link.asString(""))
                                .toList())));
        return new SiteTrial(results);
    }

    /** How many would be new, are there already, and cannot be read. */
    Map<String, Integer> outcomes(Api api) {
        Set<String> there = new HashSet<>(LiveArticles.ids(address -> api.ask("GET", address)));
        for (String status : List.of("draft", "scheduled", "withdrawn")) {
            ArticleList.read(
                    address -> api.ask("GET", address),
                    status,
                    Integer.MAX_VALUE,
                    article -> there.add(article.path("id").asString("")));
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        results.values()
                .forEach(result -> outcomes.merge(
                        result.problem() != null ? "refused" : there.contains(result.id()) ? "there already" : "new",
                        1,
                        Integer::sum));
        return outcomes;
    }

    private static @Nullable String text(ImportResult line, String field) {
        String text = line.line().path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
