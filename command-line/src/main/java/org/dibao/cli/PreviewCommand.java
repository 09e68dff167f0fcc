package org.dibao.cli;

import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Makes a link to a preview. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Print a link to a draft or a scheduled article as it will be published. Once it is live, the link leads to its page.",
            "Whoever has the link sees it, without the key, until the link expires."
        },
        footerHeading = "%nExamples:%n",
        footer = "  dibao preview 2026-11-24-morning-ferry")
final class PreviewCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Override
    public Integer call() {
        options.target().requireKey();
        JsonNode link = ask("POST", address(article) + "/preview");
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(link);
        } else {
            String there = link.path("url").asString("");
            String here = options.target().url() + URI.create(there).getRawPath();
            out.println(here);
            // Not with the link, which may be passed to another program.
            if (!here.equals(there)) {
                CommandOutput.err(spec).println("At the site's address: " + there);
            }
            CommandOutput.err(spec)
                    .println("The link expires at "
                            + siteTime().of(link.path("expiresAt").asString("")) + ".");
            CommandOutput.err(spec).flush();
        }
        out.flush();
        return Exit.OK;
    }
}
