package org.dibao.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.dibao.backup.ErasedLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes what an article says out of everything that Dibao keeps. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Take what a withdrawn article says out of everything that this instance keeps, while it is stopped: title, text, excerpt,"
                    + " fields of its own, in all revisions.",
            "The log is written anew with the same positions, and the next start rebuilds the databases and tells every subscriber"
                    + " with an event of the type erased. The id, addresses, dates,"
                    + " categories, tags and authors stay; so do files, and backups that were made before: remove those yourself. That it"
                    + " was erased, when and why, is kept in " + ErasedLog.AUDIT + "."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:It is erased.",
            "1:It was refused or failed, and nothing was changed, or the next start ends it.",
            "2:The command line is invalid."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  dibao withdraw 2026-11-24-morning-ferry && dibao stop",
            "  dibao erase 2026-11-24-morning-ferry --reason 'court order 12/345' && dibao restart"
        })
final class EraseCommand implements Callable<Integer> {
    private static final String RUNNING = "Dibao runs, at %s (process %d, data in %s)."
            + " An article is erased while it is stopped: \"dibao stop --data '%3$s'\" first.";

    @Parameters(paramLabel = "ID", description = "The article's id.")
    String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept.")
    String reason = "";

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    @Override
    public Integer call() {
        Path folder = (data != null ? data : Path.of(System.getenv().getOrDefault("DIBAO_DATA", "data")))
                .toAbsolutePath()
                .normalize();
        try (DataFolder locked = DataFolder.open(folder, RUNNING)) {
            LogFile.writeTo(locked.log()); // of which a running instance would lose its own
            OptionalLong records = new ErasedLog(locked.path()).erase(id, reason, Clock.systemUTC());
            if (records.isEmpty()) {
                System.out.printf(
                        "%s was erased before, and nothing was changed; %s says when and why.%n",
                        id, folder.resolve(ErasedLog.AUDIT));
                return 0;
            }
            System.out.printf(
                    "%s is erased, in %d records. The next start rebuilds the databases and tells every subscriber.%n",
                    id, records.getAsLong());
            System.out.println("Backups that were made before still have it: remove them, and begin another folder.");
            return 0;
        } catch (IOException e) {
            throw new StartFailed("The article could not be erased: " + e.getMessage(), e);
        }
    }
}
