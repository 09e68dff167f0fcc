package org.dibao.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the server has read of a site in a dry run.
 *
 * @param results by the names of the files
 */
record SiteTrial(Map<String, Result> results) {
    /** Of an article whose id the site has: what the file says becomes its next revision, if it is something else. */
    static final String THERE = "there already";

    /**
     * @param path    where the article would be, not encoded; null for a draft, and if it cannot be read
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

    /**
     * What became of the articles, or would.
     *
     * @param counts how many have each outcome
     * @param taken  in a dry run, those that would be refused because another one has their address: a sentence for each
     */
    record Outcomes(Map<String, Integer> counts, List<String> taken) {}

    /** How many would be new, are there already, and would be refused. */
    Outcomes outcomes(Api api) {
        Map<String, String> live = LiveArticles.byPath(address -> api.ask("GET", address));
        Map<String, String> taken = taken(live);
        Set<String> there = new HashSet<>(live.values());
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
                        result.problem() != null || taken.containsKey(result.name())
                                ? "refused"
                                : there.contains(result.id()) ? THERE : "new",
                        1,
                        Integer::sum));
        return new Outcomes(outcomes, List.copyOf(taken.values()));
    }

    /**
     * The first that asks for an address gets it.
     *
     * @param live the ids of the site's articles by their paths; one that moves with this import leaves its path free
     * @return by the names of the files
     */
    private Map<String, String> taken(Map<String, String> live) {
        Map<String, Result> owners = new HashMap<>();
        Set<String> sent = results.values().stream()
                .map(Result::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> taken = new LinkedHashMap<>();
        for (Result result : results.values()) {
            if (result.path() == null || result.id() == null) {
                continue;
            }
            String there = live.get(result.path());
            Result owner = owners.putIfAbsent(result.path(), result);
            if (owner != null && !result.id().equals(owner.id())) {
                taken.put(result.name(), result.name() + ": " + owner.name() + " wants " + result.path() + " too");
            } else if (there != null && !there.equals(result.id()) && !sent.contains(there)) {
                taken.put(result.name(), result.name() + ": the site has article " + there + " at " + result.path());
            }
        }
        return taken;
    }

    private static @Nullable String text(ImportResult line, String field) {
        String text = line.line().path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
