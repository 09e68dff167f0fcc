package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a withdrawn article or an earlier revision live again. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Bring a withdrawn article back as it was.",
            "With --revision: make an earlier revision the current one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao restore 2026-11-24-morning-ferry",
            "  dibao restore 2026-11-24-morning-ferry --revision 2",
            "%nA whole site comes back from a backup with \"dibao recover\"."
        })
final class RestoreCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "The revision whose text and fields it gets; \"dibao history\" lists them (default: the last"
                    + " one).")
    @Nullable
    Integer revision;

    @Override
    public Integer call() {
        String wanted = revision == null ? "" : "?revision=" + revision;
        return write("POST", address(article) + "/restore" + wanted, null, article);
    }
}
