package org.dibao.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells what a file is, and where it is used. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show what is known of a file, and the live articles that show it or lead to it.")
final class ShowAssetCommand extends AssetsCommand.Action {
    @Parameters(paramLabel = "PATH", description = "Its path, such as /images/ferry.jpg.")
    String path = "";

    @Override
    public Integer call() {
        String file = AssetsCommand.ASSETS + AssetsCommand.encoded(path.startsWith("/") ? path : "/" + path);
        try (Api api = api()) {
            JsonNode known = api.ask("GET", file);
            CommandOutput.of(spec).println(json ? known : AssetsCommand.line(known));
            String next = "";
            do {
                String after = next.isEmpty() ? "" : "&after=" + AssetsCommand.escaped(next);
                JsonNode page = api.ask("GET", file + "?where-used&limit=100" + after);
                for (JsonNode use : page.path("articles")) {
                    CommandOutput.of(spec).println(json ? use : line(use));
                }
                if (!json && !page.path("whole").asBoolean(true)) {
                    CommandOutput.of(spec).println("(The search index is being rebuilt: there may be more.)");
                }
                next = page.path("next").asString("");
            } while (!next.isEmpty());
        }
        CommandOutput.of(spec).flush();
        return Exit.OK;
    }

    private static String line(JsonNode use) {
        return use.path("path").asString("") + "  " + use.path("title").asString("");
    }
}
