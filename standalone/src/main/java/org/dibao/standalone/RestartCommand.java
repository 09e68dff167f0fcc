package org.dibao.standalone;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dibao.cli.Dibao;
import org.dibao.cli.GivenOptions;
import org.dibao.cli.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the running instance and starts it again, as it was started. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = {
            "Build what has changed, stop the instance that runs on the data folder and start it again in the background.",
            "It has the options of its last start; those that are given here win. Environment variables are the terminal's."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao restart",
            "  dibao restart --set dibao.gateway.address=0.0.0.0",
            "  dibao restart --data /srv/dibao"
        })
final class RestartCommand implements Callable<Integer> {
    @Mixin
    StartOptions options = new StartOptions();

    @Override
    public Integer call() {
        Path folder = options.folder();
        options.warn();
        GivenOptions given = options.given().over(GivenOptions.read(folder));
        Options checked = Options.of(folder, given);
        Optional<RunFile> running =
                RunFile.read(folder).filter(run -> run.process().isPresent());
        if (running.isPresent() && running.get().ownKey() && !checked.hasOwnKey()) {
            throw new StartFailed(
                    "The running instance was started with a key of its own, and nothing has been stopped: set"
                            + " DIBAO_API_KEY here too.");
        }
        int stopped =
                Dibao.commandLine().execute("stop", "--data", checked.data().toString());
        return stopped == 0 ? UpCommand.startInBackground(folder, given) : stopped;
    }
}
