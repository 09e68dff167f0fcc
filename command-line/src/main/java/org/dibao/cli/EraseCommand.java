package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launcher of a checkout runs it; this command only exists so that the help lists it. */
@Command(
        name = "erase",
        description =
                "Take what a withdrawn article says out of a stopped instance (from a checkout: ./dibao erase --help).")
final class EraseCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(Exit.USAGE, "\"erase\" works in a checkout of the project: run ./dibao erase there.");
    }
}
