package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launcher of a checkout starts everything; this command only exists so that the help lists it. */
@Command(name = "up", description = "Start everything on this machine (from a checkout: ./dibao up --help).")
final class UpCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(Exit.USAGE, "\"up\" works in a checkout of the project: run ./dibao up there.");
    }
}
