package org.dibao.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the revisions of an article. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Show an article's revisions, newest first: what happened, when (in the site's time zone) and by which key.",
        footerHeading = "%nExamples:%n",
        footer = "  dibao history 2026-11-24-morning-ferry")
final class HistoryCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Override
    public Integer call() {
        options.target().requireKey();
        var out = CommandOutput.of(spec);
        String address = address(article);
        SiteTime time = siteTime();
        String before = "";
        do {
            JsonNode page = read(address + "/revisions" + before);
            if (json) {
                out.println(page);
            } else {
                page.path("revisions")
                        .forEach(revision -> out.printf(
                                "%4s  %s  %-10s %s  %s%n",
                                revision.path("revision").asString(""),
                                time.of(revision.path("at").asString("")),
                                revision.path("outcome").asString(""),
                                revision.path("by").asString(""),
                                revision.path("path").asString("")));
            }
            out.flush();
            before = page.has("before") ? "?before=" + page.path("before").asString("") : "";
        } while (!before.isEmpty());
        return Exit.OK;
    }
}
