package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes the databases of a data folder, so that the next start rebuilds them from the log. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Remove the databases of a stopped instance; the next start rebuilds them from the log. No article is"
                        + " lost, and no event is repeated.",
        footerHeading = "%nExample:%n",
        footer = "  dibao stop && dibao rebuild && dibao up -d")
final class RebuildCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        Target target = options.target();
        if (target.run() != null) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "Dibao is running on " + target.data().toAbsolutePath() + ": stop it with \"dibao stop\" first.");
        }
        Path databases = target.data().resolve("mongo");
        if (!Files.exists(databases)) {
            CommandOutput.of(spec)
                    .println("There are no databases in " + target.data().toAbsolutePath()
                            + "; the next start creates them.");
            return Exit.OK;
        }
        Path aside = target.data().resolve("mongo.old-" + Instant.now().getEpochSecond());
        try {
            Files.move(databases, aside);
        } catch (IOException e) {
            throw new CommandFailed(Exit.REFUSED, databases + " cannot be moved aside: " + e.getMessage());
        }
        CommandOutput.of(spec)
                .println("The databases were moved to " + aside
                        + "; the next \"dibao up\" rebuilds them. Delete the old ones when everything is fine.");
        return Exit.OK;
    }
}
