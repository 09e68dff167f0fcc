package org.dibao.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.dibao.cli.RunFile;
import org.jspecify.annotations.Nullable;

/** The folder that contains all data. Only one process can use it; the lock ends with the process. */
final class DataFolder implements AutoCloseable {
    private static final String ANOTHER_INSTANCE = "Dibao runs already, at %s (process %d, data in %s)."
            + " \"dibao restart --data '%3$s'\" starts it anew, \"dibao stop --data '%3$s'\" ends it;"
            + " another one needs a folder of its own (--data) and other ports.";

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Creates the folder if absent. */
    static Path make(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "can-be-written", ""));
            return folder;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Creates the folder if absent, and locks it for an instance. */
    static DataFolder open(Path folder) {
        return open(folder, ANOTHER_INSTANCE);
    }

    /**
     * Creates the folder if absent, and locks it.
     *
     * @param running what is said if Dibao runs with it: a format of its address, its process and the folder
     */
    static DataFolder open(Path folder, String running) {
        make(folder);
        try {
            FileChannel file =
                    FileChannel.open(folder.resolve("dibao.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw inUse(folder, running);
            }
            return new DataFolder(folder, file);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** @throws StartFailed if a process uses the folder */
    static void requireFree(Path folder) {
        open(folder).close();
    }

    private static StartFailed inUse(Path folder, String running) {
        return new StartFailed(RunFile.read(folder)
                .flatMap(run -> run.process().map(process -> running.formatted(run.url(), process.pid(), folder)))
                .orElse("Another process uses the folder " + folder
                        + ": wait until it has ended, or choose another folder with --data."));
    }

    /** Without a cause: the log would be in this folder. */
    static StartFailed unusable(Path folder, IOException e) {
        return new StartFailed("The folder " + folder + " cannot be written (" + reason(e)
                + "): make it writable for this user, or choose another one with --data.");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path mongoFile() {
        return folder.resolve("mongo").resolve("documents.mv");
    }

    Path log() {
        return folder.resolve("dibao.log");
    }

    Path path() {
        return folder;
    }

    /** The key that the gateway generated at the first start. */
    Optional<String> keptKey() {
        try {
            return Optional.of(Files.readString(folder.resolve("api-key")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(RunFile.in(folder));
            lockFile.close();
        } catch (IOException ignored) {
            // The lock ends with the process in any case.
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return switch (name) {
            case "AccessDeniedException" -> "access denied";
            case "FileAlreadyExistsException" -> "it is a file";
            default -> {
                String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
                yield reason == null ? "there can be no such folder" : reason.toLowerCase(Locale.ROOT);
            }
        };
    }
}
