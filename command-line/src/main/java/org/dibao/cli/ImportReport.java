package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.cli.site.Counted;
import org.dibao.cli.site.SiteFile;

/**
 * All that an import made of a site, or would make, to look at.
 *
 * @param dry      whether nothing was changed
 * @param articles what became of them, or would
 * @param results  of the articles, by the names of their files
 * @param refused  files that were refused, and why
 */
record ImportReport(
        SiteSummary site,
        boolean dry,
        SiteTrial.Outcomes articles,
        Map<String, ImportResult> results,
        List<String> refused,
        Redirects redirects,
        LinkCheck.Found links) {
    private static final int SHOWN = TrialReport.SHOWN;

    /** What is not told of the articles alone. */
    void print(PrintWriter out) {
        int before = LinkCheck.Found.count(links.before());
        out.printf(
                "%nOf %s within the site, %s before, and %,d would by the move.%n",
                Counted.of(links.links(), "link", "links"),
                Counted.of(before, "leads nowhere as it did", "lead nowhere as they did"),
                LinkCheck.Found.count(links.added()));
        links.added().entrySet().stream()
                .limit(SHOWN)
                .forEach(link -> out.println("  " + link.getKey() + "  in " + first(link.getValue())));
        if (links.added().size() > SHOWN) {
            out.println("  … and " + (links.added().size() - SHOWN)
                    + " more addresses; the report (--report FILE) lists all.");
        }
        redirects.leftOut().stream()
                .limit(SHOWN)
                .forEach(line -> out.println("  left out, of the old addresses: " + line));
        out.flush();
    }

    private List<ImportResult> refusedArticles() {
        return results.values().stream()
                .filter(result -> result.problem() != null)
                .toList();
    }

    private Warnings warnings() {
        Warnings warnings = new Warnings();
        results.values().forEach(warnings::add);
        return warnings;
    }

    private static String first(Set<String> names) {
        return names.iterator().next() + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "");
    }

    /** One file that needs nothing else. */
    void write(Path file) throws IOException {
        List<String> parts = new ArrayList<>();
        String title =
                (dry ? "What importing " : "Import of ") + site.site().root().getFileName() + (dry ? " would do" : "");
        parts.add("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>" + escaped(title) + "</title><style>"
                + "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light"
                + " dark}li{overflow-wrap:anywhere}summary{cursor:pointer;font-weight:600}</style><h1>" + escaped(title)
                + "</h1>");
        parts.add(list(
                "Outcomes",
                articles.counts().entrySet().stream()
                        .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                        .toList()));
        parts.add(list(
                dry ? "Settings that the site would get" : "Settings that the site got",
                SiteSettingsStep.Done.lines(site.done().changed())));
        parts.add(list(
                "Settings that differ and were not given, because the site has articles",
                SiteSettingsStep.Done.lines(site.done().differ())));
        parts.add(list("Settings that were refused", site.done().refused()));
        parts.add(list("Notes", site.configured().notes()));
        parts.add(list(broken("Links that would lead nowhere by the move", links.added()), links(links.added())));
        parts.add(list(broken("Links that lead nowhere as they did before", links.before()), links(links.before())));
        parts.add(list(
                "Refused articles",
                refusedArticles().stream()
                        .map(result -> result.name() + ": " + result.problem())
                        .toList()));
        parts.add(list("Articles whose address another one has", articles.taken()));
        parts.add(list("Refused files", refused));
        parts.add(list("Warnings", warnings().whole()));
        parts.add(list("Old addresses that were left out", redirects.leftOut()));
        SiteSummary.leftOut(site.site())
                .forEach((why, files) -> parts.add(list(
                        "Left out, " + why, files.stream().map(SiteFile::name).toList())));
        parts.add(list(
                "Articles, and where they are",
                results.values().stream()
                        .filter(result -> result.problem() == null)
                        .map(result -> result.name()
                                + result.line().path("path").asString("").replaceFirst("^(?=.)", " → ")
                                + (dry ? "" : " (" + result.outcome() + ")"))
                        .toList()));
        Files.writeString(file, String.join("\n", parts) + "\n");
    }

    private String broken(String which, Map<String, Set<String>> broken) {
        return "%s: %,d of %,d, to these addresses".formatted(which, LinkCheck.Found.count(broken), links.links());
    }

    private static List<String> links(Map<String, Set<String>> broken) {
        return broken.entrySet().stream()
                .map(link -> link.getKey() + " in " + String.join(", ", link.getValue()))
                .toList();
    }

    private static String list(String title, Collection<String> lines) {
        return lines.isEmpty()
                ? ""
                : "<details" + (lines.size() <= SHOWN ? " open" : "") + "><summary>" + escaped(title) + " ("
                        + lines.size()
                        + ")</summary><ul>"
                        + lines.stream().map(line -> "<li>" + escaped(line)).collect(Collectors.joining("\n"))
                        + "</ul></details>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
