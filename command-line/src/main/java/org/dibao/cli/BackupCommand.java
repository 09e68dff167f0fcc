package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launchers of a checkout and of the image run it where Kafka's client is; this command only exists so that the help lists it. */
@Command(
        name = "backup",
        description = "Back the site up into a folder, while it runs (from a checkout: ./dibao backup --help).")
final class BackupCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(
                Exit.USAGE,
                "\"backup\" works in a checkout of the project and in the gateway's image: run ./dibao backup there.");
    }
}
