package org.dibao.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one article. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Show an article.",
            "With the key also drafts, withdrawn articles and the text as it was written."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao show 2026-11-24-morning-ferry", "  dibao show 2026-11-24-morning-ferry --body > ferry.md"})
final class ShowCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Option(names = "--body", description = "Print the text as it was written, and nothing else.")
    boolean body;

    @Option(names = "--revision", paramLabel = "N", description = "Show an earlier revision.")
    @Nullable
    Integer revision;

    private final SiteTime time = siteTime();

    @Override
    public Integer call() {
        JsonNode found = read(address(article) + (revision == null ? "" : "/revisions/" + revision));
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(found);
        } else if (body) {
            JsonNode source = found.path("source").path("text");
            if (source.isMissingNode()) {
                throw new CommandFailed(
                        Exit.USAGE, "Only the key shows the text as it was written: give it with --key.");
            }
            out.print(source.asString());
        } else {
            line("title", found.path("title"));
            line("id", found.path("id"));
            line("status", found.path("status"));
            time("publishes", found.path("publishAt"));
            time("withdraws", found.path("withdrawAt"));
            line("revision", found.path("revision"));
            line("address", found.path("path"));
            time("date", found.path("date"));
            time("modified", found.path("modified"));
            for (String name : List.of("categories", "tags", "authors", "lang", "image", "excerpt")) {
                line(name, found.path(name));
            }
            line("by key", found.path("by"));
        }
        out.flush();
        return Exit.OK;
    }

    private void time(String name, JsonNode value) {
        if (!value.asString("").isEmpty()) {
            CommandOutput.of(spec).printf("%-10s %s%n", name, time.of(value.asString()));
        }
    }

    private void line(String name, JsonNode value) {
        String text = value.isArray()
                ? value.values().stream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : value.asString("");
        if (!text.isEmpty()) {
            CommandOutput.of(spec).printf("%-10s %s%n", name, text);
        }
    }
}
