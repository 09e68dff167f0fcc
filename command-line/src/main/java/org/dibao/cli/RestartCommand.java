package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launcher of a checkout builds and starts; this command only exists so that the help lists it. */
@Command(
        name = "restart",
        description =
                "Build what has changed, stop the running instance and start it again, as it was started (from a checkout).")
final class RestartCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(
                Exit.USAGE, "\"restart\" works in a checkout of the project: run ./dibao restart there.");
    }
}
