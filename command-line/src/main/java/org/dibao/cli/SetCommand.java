package org.dibao.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** Corrects fields of an article. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Change fields of an article; those that are not named stay as they are.",
            "A value is text, a number, true, false or JSON; an empty one removes the field.",
            "Its address stays when its title changes. It moves if categories, slug or permalink give it another one; the old"
                    + " one then leads to it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao set 2026-11-24-morning-ferry title=\"The ferry runs again\"",
            "  dibao set 2026-11-24-morning-ferry 'tags=[\"river\",\"ferry\"]' excerpt="
        })
final class SetCommand extends ArticleCommand {
    private static final Set<String> LISTS = Set.of("tags", "categories", "authors");

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
        fields.forEach(SetCommand::requireNoCommas);
        return write("PATCH", address(article), MergePatch.of(fields), article);
    }

    /** Text is one name, or in front matter names between spaces: several with commas would become something else. */
    private static void requireNoCommas(String field) {
        String[] parts = field.split("=", 2);
        if (parts.length == 2 && LISTS.contains(parts[0]) && parts[1].contains(",") && !isJson(parts[1])) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "\"" + field + "\" has a comma: write a list as '" + parts[0] + "=" + list(parts[1])
                            + "', and one name that has a comma as a list of one.");
        }
    }

    private static boolean isJson(String value) {
        try {
            return LenientJson.MAPPER.readTree(value).isArray();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String list(String names) {
        return LenientJson.MAPPER.writeValueAsString(
                Stream.of(names.replaceAll("^\\[|]$", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
