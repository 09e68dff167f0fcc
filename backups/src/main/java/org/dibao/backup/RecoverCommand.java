package org.dibao.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.cli.ProgressLine;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicProblem;
import org.dibao.eventlog.TopicSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a site of a backup. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Make a site of a backup, in a data folder that is empty or not there yet.",
            "It has the same positions, addresses, revisions and subscriptions; the databases are rebuilt when it starts. Whoever"
                    + " subscribed goes on where they were; who had read beyond the end of the backup is told so."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:The site is there; start it with \"dibao up\".",
            "1:It was refused or failed; there is no site where there was none.",
            "2:The command line is invalid.",
            "3:Kafka could not be reached."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao recover /mnt/backup/site --data new-data && dibao up --data new-data",
            "  dibao recover /mnt/backup/site --data new-data --at 4711      as it was then",
            "  dibao recover s3://my-bucket/site --data new-data",
            "%nA copy calls the real subscribers as soon as it runs. To try it beside the site:",
            "  dibao up --data new-data --port 8090 --kafka-port 9095 --set dibao.delivery.paused=true"
        })
public final class RecoverCommand implements Callable<Integer> {
    @Mixin
    BackupOptions options = new BackupOptions();

    @Mixin
    BackupTarget source = new BackupTarget();

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description =
                    "The last position that is wanted (default: the backup's last). Keys and subscriptions are the"
                            + " backup's in any case.")
    long at = Long.MAX_VALUE;

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
        try (Vault vault = Vault.toRead(source.toRead(), options.sealing());
                ProgressLine line = new ProgressLine("recover", -1, err)) {
            Recovery recovery = new Recovery(vault, vault.manifest().orElseThrow(), at);
            String kafka = options.kafka();
            if (kafka == null) {
                intoFolder(recovery, folder, (_, count) -> line.at(count));
            } else {
                intoKafka(recovery, folder, new KafkaSettings(kafka), (_, count) -> line.at(count));
            }
            out.printf(
                    "The site is recovered up to position %d (%.1f s).%n",
                    recovery.last(), Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            out.println("Its databases are rebuilt when it starts; it then calls its subscribers.");
            return Exit.OK;
        } catch (LogUnavailable | KafkaException e) {
            throw new CommandFailed(Exit.UNREACHABLE, "Kafka does not answer (" + e.getMessage() + ").");
        } catch (TopicProblem e) {
            throw new CommandFailed(Exit.REFUSED, e.getMessage() + ".");
        } catch (IOException e) {
            throw new CommandFailed(Exit.REFUSED, "The site could not be recovered: " + Failure.told(e) + ".");
        }
    }

    /** Beside the folder, which gets its name when all is there. */
    static void intoFolder(Recovery recovery, Path folder, Backup.Progress progress) throws IOException {
        requireNothing(folder);
        Path part = folder.resolveSibling(folder.getFileName() + ".recovering");
        delete(part);
        Files.createDirectories(part);
        recovery.keys(new Place(part, null, part, TopicSettings.defaults()));
        Place place = Place.of(part, Map.of());
        if (place.files() != null) {
            recovery.files(place.files(), progress);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(part.resolve("kafka"), 0)) {
            recovery.topics(place, new KafkaSettings(kafka.bootstrapServers()), progress);
        }
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void intoKafka(Recovery recovery, Path folder, KafkaSettings kafka, Backup.Progress progress)
            throws IOException {
        Place place = Place.of(folder, System.getenv());
        recovery.requireEmpty(place, kafka);
        recovery.keys(place);
        if (place.files() != null) {
            recovery.files(place.files(), progress);
        }
        recovery.topics(place, kafka, progress);
    }

    private static void requireNothing(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The folder " + folder
                                + " is not empty, and nothing was changed: a site is recovered where there is none. Give"
                                + " another folder with --data, or move this one away.");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
