package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launcher of a checkout runs it; this command only exists so that the help lists it. */
@Command(
        name = "drill",
        description =
                "Try a backup: make a site of it for a moment, and compare it (from a checkout: ./dibao drill --help).")
final class DrillCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(Exit.USAGE, "\"drill\" works in a checkout of the project: run ./dibao drill there.");
    }
}
