package org.dibao.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An object, read as one stream as long as it is read from the beginning to the end. */
final class S3Blob implements Blob {
    private final S3Objects objects;
    private final String key;
    private final long length;
    private @Nullable InputStream stream;
    private long position;

    S3Blob(S3Objects objects, String key, long length) {
        this.objects = objects;
        this.key = key;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(ByteBuffer into, long from) throws IOException {
        if (from >= length) {
            return -1;
        }
        byte[] piece = new byte[into.remaining()];
        int count = from(from).read(piece);
        if (count > 0) {
            into.put(piece, 0, count);
            position += count;
        }
        return count;
    }

    private InputStream from(long from) throws IOException {
        InputStream open = stream;
        if (open == null || position != from) {
            close();
            open = objects.from(key, from);
            stream = open;
            position = from;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        InputStream open = stream;
        stream = null;
        if (open != null) {
            S3Objects.end(open, position == length);
        }
    }
}
