package org.dibao.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Opens an address of the site. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = "Open an article, or the front page, in the browser and print its address.",
        footerHeading = "%nExamples:%n",
        footer = {"  dibao open", "  dibao open 2026-11-24-morning-ferry"})
final class OpenCommand extends ArticleCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = NAMED)
    @Nullable
    String article;

    @Option(names = "--print", description = "Only print the address.")
    boolean printOnly;

    @Override
    public Integer call() {
        Target target = options.target();
        String url = target.url() + (article == null ? "/" : path(read(address(article))));
        CommandOutput.of(spec).println(url);
        CommandOutput.of(spec).flush();
        if (!printOnly) {
            show(url);
        }
        return Exit.OK;
    }

    private static String path(JsonNode found) {
        String path = found.path("path").asString("");
        if (!found.path("status").asString("").equals("live")) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "The article is not live: its status is "
                            + found.path("status").asString("") + ".");
        }
        return Published.encoded(path);
    }

    private static void show(String url) {
        String opener = System.getProperty("os.name").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, url)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.REFUSED, "No browser could be started (" + opener + "): open the address yourself.");
        }
    }
}
