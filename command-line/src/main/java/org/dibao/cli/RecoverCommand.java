package org.dibao.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The launchers of a checkout and of the image run it where Kafka's client is; this command only exists so that the help lists it. */
@Command(name = "recover", description = "Make a site of a backup (from a checkout: ./dibao recover --help).")
final class RecoverCommand implements Callable<Integer> {
    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    @Override
    public Integer call() {
        throw new CommandFailed(
                Exit.USAGE,
                "\"recover\" works in a checkout of the project and in the gateway's image: run ./dibao recover there.");
    }
}
