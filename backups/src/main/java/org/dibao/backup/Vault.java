package org.dibao.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a backup. A file is written aside, made durable and then renamed, and the manifest comes last: whenever a run ends, the folder
 * has the backup of before or the new one. Only its owner can read it, since there are keys in it.
 */
final class Vault implements AutoCloseable {
    private static final String MANIFEST = "manifest";
    private static final String PART = ".part";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FileAttribute<?> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Writes a file's content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Reads a file's content. */
    interface Reading {
        void from(InputStream in) throws IOException;
    }

    private final Path folder;
    private final @Nullable Sealing sealing;
    private final @Nullable FileChannel lock;

    private Vault(Path folder, @Nullable Sealing sealing, @Nullable FileChannel lock) {
        this.folder = folder;
        this.sealing = sealing;
        this.lock = lock;
    }

    /**
     * A backup that is added to; the folder is made if there is none.
     *
     * @param sealing absent for one that is not encrypted
     * @throws CommandFailed if another run is adding to it, or it holds something else
     */
    static Vault toWrite(Path folder, @Nullable Sealing sealing) throws IOException {
        Files.createDirectories(folder, OWNERS_FOLDER);
        if (!Files.exists(folder.resolve(MANIFEST)) && !isOurs(folder)) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "The folder " + folder + " has something else in it: give a folder of its own for the backup.");
        }
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(file) == null) {
            file.close();
            throw new CommandFailed(
                    Exit.REFUSED, "Another backup is being written to " + folder + ": wait until it has ended.");
        }
        Vault vault = new Vault(folder, sealing, file);
        vault.checkSealing();
        return vault;
    }

    /** A backup that is read. */
    static Vault toRead(Path folder, @Nullable Sealing sealing) throws IOException {
        if (!Files.exists(folder.resolve(MANIFEST))) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "There is no complete backup in " + folder + ": it has no file \"" + MANIFEST
                            + "\". Give the folder that \"dibao backup\" wrote.");
        }
        Vault vault = new Vault(folder, sealing, null);
        vault.checkSealing();
        return vault;
    }

    private static boolean isOurs(Path folder) throws IOException {
        Set<String> ours = Set.of("lock", "log", "files", "keys", MANIFEST + PART);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(entry -> ours.contains(String.valueOf(entry.getFileName())));
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private void checkSealing() throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return;
        }
        boolean sealed = Sealing.isSealed(manifest);
        if (sealed && sealing == null) {
            throw new CommandFailed(
                    Exit.USAGE, "The backup in " + folder + " is encrypted: give its key with --key-file.");
        }
        if (!sealed && sealing != null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "The backup in " + folder
                            + " is not encrypted: leave --key-file out, or give another folder for an encrypted one.");
        }
    }

    /** The last complete backup; empty if there is none yet. */
    Optional<Manifest> manifest() throws IOException {
        if (!Files.exists(folder.resolve(MANIFEST))) {
            return Optional.empty();
        }
        try (InputStream in = open(MANIFEST)) {
            Manifest manifest = JSON.readValue(in.readAllBytes(), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The backup in " + folder + " has format " + manifest.format()
                                + ", and this release knows only " + Manifest.FORMAT
                                + ": use the release that wrote it (" + manifest.version() + ").");
            }
            return Optional.of(manifest);
        } catch (JacksonException e) {
            throw new IOException("the manifest in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** From now on, this is the backup. */
    void complete(Manifest manifest) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        var _ = write(MANIFEST, out -> out.write(json));
    }

    /** Whether a file is there; then it is whole. */
    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Writes a file, and replaces one of the same name. It is durable when this returns. */
    Manifest.Kept write(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        Path directory = Objects.requireNonNull(file.getParent());
        Files.createDirectories(directory, OWNERS_FOLDER);
        Path part = file.resolveSibling(file.getFileName() + PART);
        Files.deleteIfExists(part);
        MessageDigest digest = sha256();
        try (FileChannel channel =
                FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE)) {
            OutputStream raw = new DigestOutputStream(new StaysOpen(Channels.newOutputStream(channel)), digest);
            try (OutputStream out = sealing == null ? raw : sealing.seal(raw, name)) {
                content.to(out);
            }
            channel.force(true);
        }
        long bytes = Files.size(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
        sync(Objects.requireNonNull(directory.getParent()));
        return new Manifest.Kept(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is not, byte for byte, what was written
     */
    void read(Manifest.Kept kept, Reading reading) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(folder.resolve(kept.name())), digest)) {
            reading.from(sealing == null ? raw : sealing.open(raw, kept.name()));
            raw.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(kept.sha256())) {
            throw new IOException(kept.name() + " in the backup is damaged: its bytes are not those that were written");
        }
    }

    /** A file's content. */
    InputStream open(String name) throws IOException {
        InputStream raw = Files.newInputStream(folder.resolve(name));
        return sealing == null ? raw : sealing.open(raw, name);
    }

    /** The files below a folder of it, as {@code folder/name}; what was being written when a run ended is not among them. */
    Stream<String> names(String below) throws IOException {
        Path root = folder.resolve(below);
        return Files.exists(root)
                ? Files.walk(root)
                        .filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .filter(name -> !name.endsWith(PART))
                : Stream.empty();
    }

    /** How long a file is, as it lies there. */
    long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }

    /** Removes the files that are not needed, by their names below the backup, and what was being written when a run ended. */
    void keepOnly(String below, Predicate<String> needed) throws IOException {
        Path root = folder.resolve(below);
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(PART) || !needed.test(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Makes a folder's entries durable. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** The file is synced after the streams around it are closed. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
