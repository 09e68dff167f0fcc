package org.dibao.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;

/** What an import makes of a site's folder, besides its articles' outcomes, in a few lines. */
record SiteSummary(ReadSite site, SiteSettings configured, SiteSettingsStep.Done done) {
    private static final int EXAMPLES = 3;

    void print(PrintWriter out) {
        settings(out);
        out.printf(
                "Files in %s: %s%n",
                site.root().getFileName(),
                Map.of(
                                Kind.POST, "posts",
                                Kind.DRAFT, "drafts",
                                Kind.PAGE, "pages",
                                Kind.DOCUMENT, "pages of collections",
                                Kind.FOR_TEMPLATES, "for templates",
                                Kind.ASSET, "others")
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(kind -> "%s %,d"
                                .formatted(
                                        kind.getValue(), site.of(kind.getKey()).count()))
                        .collect(Collectors.joining(", ")));
        leftOut(site).forEach((why, files) -> out.printf("%n  left out, %s: %s", why, examples(files)));
        out.println();
        out.flush();
    }

    private void settings(PrintWriter out) {
        list(
                out,
                "The site's settings, from " + site.settingsName() + ":",
                SiteSettingsStep.Done.lines(done.changed()));
        list(
                out,
                "The site has articles, so these settings of " + site.settingsName() + " were not given to it:",
                SiteSettingsStep.Done.lines(done.differ()));
        if (!done.differ().isEmpty()) {
            out.println(
                    "  To give them to it, import with --settings always; then \"dibao site set --move-articles\" moves"
                            + " what is live to its address by them.");
            String zone = done.differ().path("timeZone").asString("");
            if (!zone.isEmpty()) {
                out.println("  Its dates are read in its own time zone, " + zone + ", all the same.");
            }
        }
        list(out, "Refused as settings:", done.refused());
        list(out, "Notes:", configured.notes());
    }

    private static void list(PrintWriter out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }

    /** By reason. */
    static Map<String, List<SiteFile>> leftOut(ReadSite site) {
        return site.files().stream()
                .filter(file -> !file.why().isEmpty())
                .collect(Collectors.groupingBy(SiteFile::why, TreeMap::new, Collectors.toList()));
    }

    private static String examples(List<SiteFile> files) {
        return files.size()
                + files.stream()
                        .limit(EXAMPLES)
                        .map(SiteFile::name)
                        .collect(Collectors.joining(", ", " (", files.size() > EXAMPLES ? ", …)" : ")"));
    }
}
