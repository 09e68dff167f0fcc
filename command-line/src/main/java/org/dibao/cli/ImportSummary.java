package org.dibao.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts results by outcome and keeps the refused ones. Thread-safe. */
final class ImportSummary {
    /** Articles, and warnings, that are told of. */
    private static final int MAX_TOLD = 20;

    private final Map<String, Integer> byOutcome = new TreeMap<>();
    private final List<ImportResult> refused = new ArrayList<>();
    private final Warnings warnings = new Warnings();
    /** What was live before. */
    private final List<ImportResult> withdrawn = new ArrayList<>();

    private final Map<String, ImportResult> results = new LinkedHashMap<>();
    private final boolean keeps;
    private final long start = System.nanoTime();
    private int total;
    private @Nullable String broken;

    ImportSummary() {
        this(false);
    }

    /** @param keeps whether it keeps every result */
    ImportSummary(boolean keeps) {
        this.keeps = keeps;
    }

    /** By name, in the order of the import, if it keeps them. */
    synchronized Map<String, ImportResult> results() {
        return new LinkedHashMap<>(results);
    }

    synchronized Map<String, Integer> byOutcome() {
        return new TreeMap<>(byOutcome);
    }

    synchronized void add(ImportResult result) {
        if (keeps) {
            results.put(result.name(), result);
        }
        total++;
        byOutcome.merge(result.outcome(), 1, Integer::sum);
        if (result.problem() != null) {
            refused.add(result);
        }
        if (result.outcome().equals("withdrawn") && withdrawn.size() < MAX_TOLD) {
            withdrawn.add(result);
        }
        warnings.add(result);
    }

    /** All that another one has. */
    synchronized void add(ImportSummary other) {
        results.putAll(other.results);
        total += other.total;
        other.byOutcome.forEach((outcome, count) -> byOutcome.merge(outcome, count, Integer::sum));
        refused.addAll(other.refused);
        warnings.addAll(other.warnings);
        other.withdrawn.stream().limit(MAX_TOLD - withdrawn.size()).forEach(withdrawn::add);
        broken = other.broken == null ? broken : other.broken;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Records that results are missing, and why. */
    synchronized void broke(String reason) {
        broken = reason;
    }

    synchronized @Nullable String broken() {
        return broken;
    }

    synchronized int total() {
        return total;
    }

    synchronized int refused() {
        return refused.size();
    }

    synchronized void print(PrintWriter out, Standing standing) {
        Duration took = took();
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        out.printf(
                "%,d %s in %.1f s (%,.0f a second)%n",
                total, total == 1 ? "article" : "articles", seconds, total / seconds);
        byOutcome.forEach((outcome, count) -> out.printf("%,8d %s%n", count, outcome));
        if (warnings.size() > 0) {
            out.printf("%nWarnings%s:%n", warnings.size() > MAX_TOLD ? ", those of the most articles" : "");
            warnings.lines().limit(MAX_TOLD).forEach(line -> out.println("  " + line));
            if (warnings.size() > MAX_TOLD) {
                out.println("  … and " + (warnings.size() - MAX_TOLD) + " others; --json has those of each article.");
            }
        }
        if (!withdrawn.isEmpty()) {
            out.printf("%nWithdrawn%s:%n", first(withdrawn));
            withdrawn.forEach(r -> out.printf(
                    "  %s: %s%n",
                    r.name(), standing.offSite(r.line().path("article").asString(r.name()))));
        }
        if (!refused.isEmpty()) {
            out.printf("%nRefused:%n");
            refused.forEach(r -> out.printf("  %s: %s%n", r.name(), r.problem()));
        }
    }

    private static String first(List<ImportResult> told) {
        return told.size() == MAX_TOLD ? ", the first " + MAX_TOLD : "";
    }

    synchronized String json() {
        var node = LenientJson.MAPPER.createObjectNode();
        var summary = node.putObject("summary")
                .put("total", total)
                .put("refused", refused.size())
                .put("milliseconds", took().toMillis());
        if (broken != null) {
            summary.put("broken", broken);
        }
        var outcomes = summary.putObject("outcomes");
        byOutcome.forEach(outcomes::put);
        return node.toString();
    }
}
