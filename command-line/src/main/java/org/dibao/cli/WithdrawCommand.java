package org.dibao.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Withdraws articles. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = "Take articles off the site: their pages answer 410. \"dibao restore\" brings them back.",
        footerHeading = "%nExamples:%n",
        footer = "  dibao withdraw 2026-11-24-morning-ferry")
final class WithdrawCommand extends ArticleCommand {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "The articles' ids, their files, or their addresses.")
    List<String> articles = List.of();

    @Override
    public Integer call() {
        return articles.stream()
                .mapToInt(article -> write("DELETE", address(article), null, article))
                .max()
                .orElse(Exit.OK);
    }
}
