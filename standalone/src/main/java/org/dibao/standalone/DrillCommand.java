package org.dibao.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dibao.backup.BackupTarget;
import org.dibao.backup.RecoverCommand;
import org.dibao.cli.Dibao;
import org.dibao.cli.GivenOptions;
import org.dibao.cli.ProgressLine;
import org.dibao.cli.RunFile;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a backup. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Try a backup: make a site of it in a temporary folder, start that beside the site, look at it, and remove it.",
            "It calls nobody. If the site runs, pages and articles are compared with it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:The backup makes a site, and whatever was compared is the same.",
            "1:It does not, or something differs.",
            "2:The command line is invalid."
        },
        footerHeading = "%nExample:%n",
        footer = "  dibao backup /mnt/backup/site && dibao drill /mnt/backup/site")
final class DrillCommand implements Callable<Integer> {
    private static final int MOST_TOLD = 10;

    @Mixin
    BackupTarget backup = new BackupTarget();

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key of an encrypted backup.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of the site that it is compared with (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many pages, and how many articles, are looked at (default: ${DEFAULT-VALUE}).")
    int sample = 500;

    @Override
    public Integer call() throws InterruptedException, IOException {
        long start = System.nanoTime();
        System.out.println("Making a site of " + backup + " and looking at it; it is removed afterwards.");
        try (TemporaryFolder work = TemporaryFolder.make("dibao-drill")) {
            Path folder = work.path().resolve("data");
            Path log = Files.createTempFile("dibao-drill", ".log"); // stays if this fails: it is named then
            PrintWriter err = new PrintWriter(System.err, true); // the console's, before it becomes the log's
            LogFile.writeTo(log);
            int recovered = recover(folder);
            if (recovered != 0) {
                Files.deleteIfExists(log);
                return recovered;
            }
            try (Standalone copy = Standalone.start(options(folder), ProgressListener.SILENT, Duration.ZERO)) {
                String site = RunFile.read(
                                data != null ? data : Path.of(System.getenv().getOrDefault("DIBAO_DATA", "data")))
                        .filter(run -> run.process().isPresent() && RunFile.READY.equals(run.state()))
                        .map(RunFile::url)
                        .orElse(null);
                long last = LogEnd.lastOffset(new KafkaSettings(copy.kafkaBootstrap()), topic(folder))
                        .value();
                Drill.Report report;
                try (var progress = new ProgressLine("drill", last + 1, err)) {
                    report = new Drill(copy.url(), site, sample, copy::rendered, progress::at).run(last);
                }
                tell(report, last, Duration.ofNanos(System.nanoTime() - start));
                Files.deleteIfExists(log);
                return report.isGood() ? 0 : 1;
            }
        }
    }

    private int recover(Path folder) {
        List<String> arguments = new ArrayList<>(backup.arguments());
        arguments.addAll(List.of("--data", folder.toString()));
        if (keyFile != null) {
            arguments.addAll(List.of("--key-file", keyFile.toString()));
        }
        CommandLine recover = new CommandLine(new RecoverCommand());
        recover.setExecutionExceptionHandler(Dibao.oneSentence());
        recover.setOut(new PrintWriter(Writer.nullWriter())); // it tells what to do with a site that is there to stay
        return recover.execute(arguments.toArray(String[]::new));
    }

    /** The site's own settings, as far as they are about what is shown; reachable from this machine only, and calling nobody. */
    private static Options options(Path folder) {
        Map<String, String> settings = new HashMap<>(GivenOptions.read(folder).settings());
        settings.put("dibao.gateway.address", "127.0.0.1");
        settings.put("dibao.delivery.paused", "true");
        settings.remove("dibao.api-key");
        return new Options(folder, 0, 0, 0, UUID.randomUUID().toString(), settings);
    }

    private static String topic(Path folder) {
        return GivenOptions.read(folder).settings().getOrDefault("dibao.topics.articles", Topics.ARTICLES);
    }

    private static void tell(Drill.Report report, long last, Duration took) {
        System.out.printf(
                "The backup makes a site up to position %d, in %.1f s. Read, at random (--sample): %d pages, %d articles.%n",
                last, took.toMillis() / 1000.0, report.pages(), report.texts());
        if (!report.compared()) {
            System.out.println("The site does not run, so nothing was compared.");
        } else if (report.different().isEmpty()) {
            System.out.println("All of them are as on the site, byte for byte.");
        } else if (report.newer() > 0) {
            System.out.printf(
                    "%d of them are not as on the site, which has gone on by %d positions since the backup: back up again, then drill, to be certain.%n",
                    report.different().size(), report.newer());
        } else {
            System.out.printf(
                    "%d of them are NOT as on the site:%n", report.different().size());
        }
        report.different().stream().limit(MOST_TOLD).forEach(address -> System.out.println("  " + address));
    }
}
