package org.dibao.backup;

import org.dibao.cli.Dibao;
import org.dibao.cli.UsageErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the commands about backups where there is nothing else to start, as in a container. */
@Command(
        name = "dibao",
        subcommands = {BackupCommand.class, RecoverCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Main());
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(Dibao.oneSentence());
        System.exit(line.execute(args));
    }
}
