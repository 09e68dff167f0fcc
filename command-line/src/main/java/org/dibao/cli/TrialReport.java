package org.dibao.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dibao.cli.site.Counted;

/**
 * What would become of the articles of an import, after a dry run, in a few lines.
 *
 * @param results by the names of the files
 * @param all     how to get what is not shown
 */
record TrialReport(SiteTrial.Outcomes articles, Map<String, ImportResult> results, String all) {
    static final int SHOWN = 10;

    void print(PrintWriter out) {
        out.println("Nothing was changed. Of " + Counted.of(results.size(), "article", "articles") + ": "
                + articles.counts().entrySet().stream()
                        .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                        .collect(Collectors.joining(", ")));
        if (articles.counts().containsKey(SiteTrial.THERE)) {
            out.println("What is there already becomes what its file says, also if it came from another site.");
        }
        Warnings warnings = new Warnings();
        results.values().forEach(warnings::add);
        if (warnings.size() > 0) {
            out.println("Warnings:");
            warnings.lines().limit(SHOWN).forEach(line -> out.println("  " + line));
            more(out, warnings.size(), "warnings");
        }
        List<String> refused = results.values().stream()
                .filter(result -> result.problem() != null)
                .map(result -> result.name() + ": " + result.problem())
                .toList();
        list(out, "Refused:", refused);
        list(
                out,
                "Of two articles that want one address, the second would be refused. Give it a slug or a permalink of its own:",
                articles.taken());
    }

    /** Whether nothing would be refused. */
    boolean isGood() {
        return articles.taken().isEmpty() && results.values().stream().allMatch(result -> result.problem() == null);
    }

    private void list(PrintWriter out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
            more(out, lines.size(), "articles");
        }
    }

    private void more(PrintWriter out, int size, String what) {
        if (size > SHOWN) {
            out.println("  … and " + (size - SHOWN) + " more " + what + "; " + all + ".");
        }
    }
}
