package org.dibao.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.cli.ProgressLine;
import org.dibao.cli.RunFile;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Backs a site up while it runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Back the site up into a folder or a bucket, while it runs: the log, the files, keys and settings.",
            "The next time, only what is new is added. Whenever it is broken off, the last backup is whole. \"dibao recover\" makes"
                    + " a site of it again. Whoever has it has the keys: keep it safe, or encrypt it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:The backup is complete and on the disk.",
            "1:It was refused or failed; the last backup is as it was.",
            "2:The command line is invalid.",
            "3:Dibao could not be reached; the last backup is as it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao backup /mnt/backup/site",
            "  openssl rand -hex 32 > ~/backup.key      once; keep a copy of it elsewhere",
            "  dibao backup /mnt/backup/site --key-file ~/backup.key",
            "  dibao backup s3://my-bucket/site --key-file ~/backup.key",
            "  dibao recover /mnt/backup/site --data new-data",
            "%nThe credentials of a bucket are those that the AWS SDK finds, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    BackupOptions options = new BackupOptions();

    @Mixin
    BackupTarget target = new BackupTarget();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        Quiet.logging();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        Path folder = options.folder();
        Place place = Place.of(folder, System.getenv());
        try (Vault vault = Vault.toWrite(target.toWrite(), options.sealing());
                ProgressLine line = new ProgressLine("backup", -1, err)) {
            Backup.Summary done = new Backup(
                            place,
                            new KafkaSettings(kafka(folder)),
                            vault,
                            Clock.systemUTC(),
                            (_, count) -> line.at(count))
                    .run();
            out.println(told(done, target, Duration.ofNanos(System.nanoTime() - start)));
            return Exit.OK;
        } catch (LogUnavailable | KafkaException e) {
            throw new CommandFailed(
                    Exit.UNREACHABLE,
                    "Kafka does not answer (" + e.getMessage()
                            + "); the last backup is as it was. Try again when Dibao runs.");
        } catch (TopicProblem e) {
            throw new CommandFailed(Exit.REFUSED, e.getMessage() + ".");
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "The backup failed, and the last one is as it was: " + Failure.told(e)
                            + ". Once that is mended, the same command goes on.");
        }
    }

    private String kafka(Path folder) {
        String given = options.kafka();
        return given != null
                ? given
                : RunFile.read(folder)
                        .filter(run -> run.process().isPresent() && RunFile.READY.equals(run.state()))
                        .map(RunFile::kafka)
                        .orElseThrow(() -> new CommandFailed(
                                Exit.UNREACHABLE,
                                "Dibao does not run on " + folder
                                        + ": start it with \"dibao up\", or give another folder with --data. A backup reads"
                                        + " the log from its Kafka."));
    }

    private static String told(Backup.Summary done, BackupTarget target, Duration took) {
        Manifest manifest = done.manifest();
        return "The backup in %s is complete: %s, log %s; files: %,d (%,d MB).%nNew in it: records %,d, files %,d; %.1f s."
                .formatted(
                        target,
                        manifest.end() == 0 ? "nothing published yet" : "up to position " + (manifest.end() - 1),
                        manifest.log().id(),
                        manifest.files().count(),
                        manifest.files().bytes() / 1_000_000,
                        done.records(),
                        done.files(),
                        took.toMillis() / 1000.0);
    }
}
