package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.cli.folder.FolderLock;
import org.jspecify.annotations.Nullable;

/** A folder, which only its owner can read, since there are keys in it. */
final class FolderStorage implements Storage {
    private static final String LOCK = "lock";

    private final Path folder;
    private final @Nullable FolderLock lock;

    private FolderStorage(Path folder, @Nullable FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static FolderStorage toRead(Path folder) {
        return new FolderStorage(folder, null);
    }

    /**
     * One that nobody else adds to meanwhile; it is made if there is none.
     *
     * @throws CommandFailed if another run is adding to it, or it holds something else than a backup
     */
    static FolderStorage toWrite(Path folder) throws IOException {
        Files.createDirectories(folder, PrivateFile.OWNERS_FOLDER);
        requireOurs(folder);
        FolderLock lock = FolderLock.take(folder.resolve(LOCK))
                .orElseThrow(() -> new CommandFailed(
                        Exit.REFUSED, "Another backup is being written to " + folder + ": wait until it has ended."));
        removeParts(folder);
        return new FolderStorage(folder, lock);
    }

    private static void requireOurs(Path folder) throws IOException {
        if (Files.exists(folder.resolve(Vault.MANIFEST))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (!entries.map(entry -> String.valueOf(entry.getFileName()))
                    .allMatch(name -> name.equals(LOCK) || Vault.isOurs(name.replace(PrivateFile.PART, "")))) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The folder " + folder + " has something else in it: give a folder of its own for the backup.");
            }
        }
    }

    /** What was being written when a run ended. */
    private static void removeParts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path part : files.filter(file -> file.toString().endsWith(PrivateFile.PART))
                    .toList()) {
                Files.delete(part);
            }
        }
    }

    @Override
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public long write(String name, Content content) throws IOException {
        return PrivateFile.write(folder.resolve(name), content);
    }

    @Override
    public Map<String, Long> sizes(String below) throws IOException {
        Path root = folder.resolve(below);
        Map<String, Long> sizes = new TreeMap<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    if (!name.endsWith(PrivateFile.PART)) {
                        sizes.put(name, Files.size(file));
                    }
                }
            }
        }
        return sizes;
    }

    @Override
    public void remove(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
