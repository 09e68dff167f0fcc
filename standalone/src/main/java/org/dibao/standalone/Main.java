package org.dibao.standalone;

import org.dibao.backup.BackupCommand;
import org.dibao.backup.RecoverCommand;
import org.dibao.cli.Dibao;
import org.dibao.cli.UsageErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the commands that start everything. */
@Command(
        name = "dibao",
        subcommands = {
            UpCommand.class,
            RestartCommand.class,
            BackupCommand.class,
            RecoverCommand.class,
            DrillCommand.class,
            EraseCommand.class
        })
public final class Main {
    private Main() {}

    /** Starts everything, or says in one sentence why not and exits with a nonzero status. */
    public static void main(String[] args) {
        var line = new CommandLine(new Main());
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof StartFailed
                    || e instanceof IllegalArgumentException
                    || e instanceof IllegalStateException) {
                command.getErr().println("dibao: " + e.getMessage());
                String log = System.getProperty("dibao.log");
                if (e.getCause() != null && log != null) {
                    command.getErr().println("Details are in the log: " + log);
                }
                return 1;
            }
            return Dibao.oneSentence().handleExecutionException(e, command, parsed);
        });
        System.exit(line.execute(args));
    }
}
