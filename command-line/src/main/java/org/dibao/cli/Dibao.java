package org.dibao.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The {@code dibao} command. */
@Command(
        name = "dibao",
        mixinStandardHelpOptions = true,
        versionProvider = Dibao.Version.class,
        description = "Publish articles to Dibao and watch them go live.",
        subcommands = {
            LauncherCommand.Up.class,
            StatusCommand.class,
            StopCommand.class,
            LauncherCommand.Restart.class,
            KeyCommand.class,
            KeysCommand.class,
            DoctorCommand.class,
            PublishCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            HistoryCommand.class,
            WithdrawCommand.class,
            RestoreCommand.class,
            EditCommand.class,
            SetCommand.class,
            MoveCommand.class,
            OpenCommand.class,
            PreviewCommand.class,
            AssetsCommand.class,
            SiteCommand.class,
            ExportCommand.class,
            MirrorCommand.class,
            EventsCommand.class,
            SubscriptionsCommand.class,
            DeadLettersCommand.class,
            RebuildCommand.class,
            LauncherCommand.Backup.class,
            LauncherCommand.Recover.class,
            LauncherCommand.Drill.class,
            LauncherCommand.Erase.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:Everything is fine.",
            "1:The command ran, but something was refused or is unhealthy.",
            "2:The command line is invalid.",
            "3:Dibao could not be reached."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao up                          start everything on this machine",
            "  dibao publish post.md             publish one article and print its address",
            "  dibao import ~/my-site            import a Jekyll site",
            "  dibao events                      watch what is published",
            "  dibao publish --help              options and examples of one command"
        })
public final class Dibao {
    private Dibao() {}

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** As {@code /api/status} tells it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dibao " + version()};
        }
    }

    /** The parser with all commands; failures print one sentence and return their exit status. */
    public static CommandLine commandLine() {
        var line = HelpText.of(new CommandLine(new Dibao()));
        line.setExecutionExceptionHandler(oneSentence());
        line.setParameterExceptionHandler(new UsageErrors());
        return line;
    }

    /** The release that this is. */
    public static String version() {
        String packaged = Dibao.class.getPackage().getImplementationVersion();
        return packaged == null ? "unreleased" : packaged;
    }

    /** Prints the sentence of a {@link CommandFailed}, and gives its exit status. */
    public static IExecutionExceptionHandler oneSentence() {
        return (e, line, _) -> {
            if (e instanceof CommandFailed failed) {
                line.getErr().println("dibao: " + failed.getMessage());
                return failed.exitCode();
            }
            throw e;
        };
    }
}
