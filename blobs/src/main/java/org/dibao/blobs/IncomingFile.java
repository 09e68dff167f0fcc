package org.dibao.blobs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that are received in a file of a {@link BlobFolder}, locked as long as they are. */
final class IncomingFile implements Incoming {
    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final BlobFolder folder;
    private final FileChannel channel;
    private final MessageDigest sha;
    private long length;
    /** Of the bytes so far; absent if it is to be computed. */
    private @Nullable String hash;

    private boolean overwritten;
    private boolean moved;

    /** @param folder where they are to be kept */
    IncomingFile(Path file, BlobFolder folder) throws IOException {
        this.file = file;
        this.folder = folder;
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
        hash = null;
        write(ByteBuffer.wrap(bytes, offset, count), length);
        length += count;
    }

    @Override
    public void overwrite(long from, byte[] bytes) throws IOException {
        Objects.checkFromIndexSize(from, bytes.length, length);
        write(ByteBuffer.wrap(bytes), from);
        hash = null;
        overwritten = true;
    }

    private void write(ByteBuffer bytes, long from) throws IOException {
        long at = from;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Blob received() {
        return new BlobFolder.OpenBytes(channel, length) {
            @Override
            public void close() {
                // the bytes stay open until they are kept or given up
            }
        };
    }

    @Override
    public String hash() throws IOException {
        String known = hash;
        if (known == null) {
            known = HexFormat.of().formatHex(digest());
            hash = known;
        }
        return known;
    }

    private byte[] digest() throws IOException {
        if (overwritten) {
            digestAnew();
            overwritten = false;
        }
        try {
            return ((MessageDigest) sha.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    private void digestAnew() throws IOException {
        sha.reset();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < length; at += piece.limit()) {
            if (channel.read(piece.clear(), at) < 0) {
                throw new EOFException("a file that is being received has become shorter");
            }
            sha.update(piece.flip());
        }
    }

    @Override
    public String keep() throws IOException {
        String kept = hash();
        // Over the same bytes, if they are there: whether those are durable is not known.
        moveTo(folder.place(kept));
        return kept;
    }

    @Override
    public void keepDerived(String of, String name) throws IOException {
        moveTo(folder.place(of, name));
    }

    private void moveTo(Path place) throws IOException {
        Path directory = Objects.requireNonNull(place.getParent());
        channel.force(true);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            BlobFolder.sync(Objects.requireNonNull(directory.getParent()));
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        BlobFolder.sync(directory);
        moved = true;
        channel.close();
    }

    @Override
    public void close() throws IOException {
        if (!moved) {
            Files.deleteIfExists(file);
        }
        channel.close();
    }
}
