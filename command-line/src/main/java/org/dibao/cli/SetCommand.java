package org.dibao.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Corrects fields of an article. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Change fields of an article; those that are not named stay as they are.",
            "A value is text, a number, true, false or JSON; an empty one removes the field.",
            "Its address stays when its title changes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao set 2026-11-24-morning-ferry title=\"The ferry runs again\"",
            "  dibao set 2026-11-24-morning-ferry 'tags=[\"river\",\"ferry\"]' excerpt="
        })
final class SetCommand extends ArticleCommand {
    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FIELD=VALUE",
            description = "The fields and their new values.")
    List<String> fields = List.of();

    @Override
    public Integer call() {
        return write("PATCH", address(article), SiteCommand.patch(fields), article);
    }
}
