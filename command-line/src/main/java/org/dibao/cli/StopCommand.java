package org.dibao.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the instance that runs on a data folder. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stop the instance that runs on the data folder; its data is kept.",
        footerHeading = "%nExample:%n",
        footer = "  dibao stop --data /srv/dibao")
final class StopCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for it to stop (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds = 30;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Target target = options.target();
        Optional<ProcessHandle> process = target.running().flatMap(RunFile::process);
        if (process.isEmpty()) {
            CommandOutput.of(spec)
                    .println("Dibao is not running on " + target.data().toAbsolutePath() + ".");
            return Exit.OK;
        }
        long start = System.nanoTime();
        process.get().destroy();
        try {
            process.get().onExit().get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "Process " + process.get().pid() + " is still running after " + timeoutSeconds
                            + " s: wait, or kill it with \"kill -9 "
                            + process.get().pid() + "\"; nothing that was accepted is lost.");
        }
        CommandOutput.of(spec)
                .printf(
                        "Dibao has stopped (%.1f s).%n",
                        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        return Exit.OK;
    }
}
