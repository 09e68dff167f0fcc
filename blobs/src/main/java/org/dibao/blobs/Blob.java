package org.dibao.blobs;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that are kept, opened for reading. Must be closed. For one thread at a time. */
public interface Blob extends Closeable {

    /** In bytes. */
    long length();

    /**
     * Reads some bytes from a place on: at least one, as many as there are or as fit.
     *
     * @return how many; -1 if there are none from there on
     */
    int read(ByteBuffer into, long from) throws IOException;

    /**
     * The first bytes, at once.
     *
     * @param most how many at most
     * @throws EOFException if there are fewer than {@link #length} says
     */
    default byte[] bytes(int most) throws IOException {
        return bytes(0, (int) Math.min(most, length()));
    }

    /**
     * All bytes of a part, at once.
     *
     * @throws EOFException if there are fewer
     */
    default byte[] bytes(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the bytes have become fewer");
            }
        }
        return bytes.array();
    }
}
