package org.dibao.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Blobs in a folder of a local file system: {@code ab/abcdef…} for a hash that begins with {@code ab}, {@code derived/ab/abcdef…-name}
 * for what is made of it, and {@code incoming/…} for what is being received. Several processes may share it. Whoever
 * receives a file holds a lock on it, which ends with the process; so
 * what a process left behind that has died is known by its lock being free.
 */
public final class BlobFolder implements Blobs {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,32}");
    private static final String INCOMING = "incoming";
    static final String DERIVED = "derived";

    private final Path folder;

    /** @param folder made when it is first needed */
    public BlobFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Removes what processes that have died were receiving.
     *
     * @return how many files that were
     */
    public int removeAbandoned() throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(INCOMING))) {
            for (Path file : files) {
                removed += removeIfAbandoned(file) ? 1 : 0;
            }
        } catch (NoSuchFileException e) {
            return 0; // nothing has ever been received
        }
        return removed;
    }

    private static boolean removeIfAbandoned(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null && Files.deleteIfExists(file);
        } catch (OverlappingFileLockException e) {
            return false; // this process is receiving it
        } catch (NoSuchFileException e) {
            return false; // it has just been kept or given up
        }
    }

    @Override
    public Incoming receive() throws IOException {
        Path incoming = folder.resolve(INCOMING);
        Files.createDirectories(incoming);
        return new IncomingFile(incoming.resolve(UUID.randomUUID().toString()), this);
    }

    @Override
    public Optional<Blob> open(String hash) throws IOException {
        return opened(place(hash));
    }

    @Override
    public Optional<Blob> derived(String hash, String name) throws IOException {
        return opened(place(hash, name));
    }

    @Override
    public boolean has(String hash) {
        return Files.exists(place(hash));
    }

    private static Optional<Blob> opened(Path file) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return Optional.of(new OpenBytes(channel, channel.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Path place(String hash) {
        return folder.resolve(shelf(hash)).resolve(hash);
    }

    Path place(String hash, String name) {
        checkName(name);
        return folder.resolve(DERIVED).resolve(shelf(hash)).resolve(hash + "-" + name);
    }

    private static String shelf(String hash) {
        checkHash(hash);
        return hash.substring(0, 2);
    }

    static void checkHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("a hash is 64 hexadecimal digits in lower case");
        }
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("what is derived is named with 1 to 32 characters from a-z 0-9 . -");
        }
    }

    /** Makes a folder's entries durable; a no-op where folders cannot be opened, as on Windows. */
    static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static class OpenBytes implements Blob {
        private final FileChannel channel;
        private final long length;

        OpenBytes(FileChannel channel, long length) {
            this.channel = channel;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(ByteBuffer into, long from) throws IOException {
            return channel.read(into, from);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
