package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves an article to another address. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Give an article another address; the one that it has now redirects there.",
            "Without a PATH it gives up an address of its own, and takes one anew by the site's settings."
        },
        footerHeading = "%nExamples:%n",
        footer = "  dibao move 2026-11-24-morning-ferry /river/ferry.html")
final class MoveCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "The new address, such as /river/ferry.html.")
    @Nullable
    String path;

    @Override
    public Integer call() {
        if (path != null && !path.startsWith("/")) {
            throw new CommandFailed(
                    Exit.USAGE, "\"" + path + "\" does not begin with a slash; write it as /river/ferry.html.");
        }
        return write(
                "PATCH",
                address(article) + (path == null ? "?address=anew" : ""),
                LenientJson.MAPPER.createObjectNode().put("permalink", path),
                article);
    }
}
