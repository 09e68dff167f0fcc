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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Blobs in a folder of a local file system: {@code ab/abcdef…} for a hash that begins with {@code ab}, {@code derived/ab/abcdef…-name}
 * for what is made of it, and {@code incoming/…} for what is being received. Several processes may share it. Whoever receives a file holds a lock on it, which ends with the process; so
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
        return new Received(incoming.resolve(UUID.randomUUID().toString()));
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

    private Path place(String hash) {
        return folder.resolve(shelf(hash)).resolve(hash);
    }

    private Path place(String hash, String name) {
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
    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static class OpenBytes implements Blob {
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

    private final class Received implements Incoming {
        private final Path file;
        private final FileChannel channel;
        private final MessageDigest sha;
        private long length;
        private @Nullable String hash;

        Received(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.lock();
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            sha.update(bytes, offset, count);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            length += count;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public Blob received() {
            return new OpenBytes(channel, length) {
                @Override
                public void close() {
                    // the bytes stay open until they are kept or given up
                }
            };
        }

        @Override
        public String hash() {
            try {
                return hash != null ? hash : HexFormat.of().formatHex(((MessageDigest) sha.clone()).digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
            }
        }

        @Override
        public String keep() throws IOException {
            String kept = hash();
            // Over the same bytes, if they are there: whether those are durable is not known.
            moveTo(place(kept));
            return kept;
        }

        @Override
        public void keepDerived(String of, String name) throws IOException {
            moveTo(place(of, name));
        }

        private void moveTo(Path place) throws IOException {
            String moved = hash();
            Path directory = Objects.requireNonNull(place.getParent());
            channel.force(true);
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                sync(Objects.requireNonNull(directory.getParent()));
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
            hash = moved;
            channel.close();
        }

        @Override
        public void close() throws IOException {
            if (hash == null) {
                Files.deleteIfExists(file);
            }
            channel.close();
        }
    }
}
