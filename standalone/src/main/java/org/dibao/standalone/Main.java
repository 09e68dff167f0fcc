package org.dibao.standalone;

import org.dibao.backup.BackupCommand;
import org.dibao.backup.RecoverCommand;
import org.dibao.cli.HelpText;
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
        var line = HelpText.of(new CommandLine(new Main()));
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new StartErrors());
        System.exit(line.execute(args));
    }
}
