package org.dibao.blobs;

import java.io.Closeable;
import java.io.IOException;

/** Bytes that are being received. If it is closed before they are kept, nothing of them remains. For one thread at a time. */
public interface Incoming extends Closeable {

    /** Adds bytes at the end. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Replaces some of the bytes so far; their number stays.
     *
     * @throws IndexOutOfBoundsException if there are fewer
     */
    void overwrite(long from, byte[] bytes) throws IOException;

    /** How many there are so far. */
    long length();

    /** The bytes so far, to be looked at; valid until this is closed or kept. */
    Blob received() throws IOException;

    /** The SHA-256 of the bytes so far, in lower-case hex. */
    String hash() throws IOException;

    /**
     * Keeps the bytes under their hash. They are durable when this returns: they survive the end of the process and of the
     * machine. If they were kept before, nothing changes. Nothing can be written afterwards.
     *
     * @return the hash
     */
    String keep() throws IOException;

    /**
     * Keeps the bytes as something made of a blob, in place of what was there before. They are durable when this returns; nobody
     * sees them in part. Nothing can be written afterwards.
     *
     * @param of   the blob's hash
     * @param name as in {@link Blobs#derived}
     */
    void keepDerived(String of, String name) throws IOException;
}
