package org.dibao.ingest.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of decompression, of which no more is read than was allowed beforehand: a small upload can hold a large nothing. */
final class Unpacked extends FilterInputStream {
    private static final int BLOCK = 512;

    private final long most;
    private long total;
    private long allowed;
    private long zeros;

    Unpacked(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** From here on this many bytes may be read. */
    void allow(long bytes) {
        allowed = total + bytes;
    }

    /** Whether the last block was nothing but zeros, as the end of a tar archive is. */
    boolean endsInZeros() {
        return zeros >= BLOCK;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read > 0) {
            total += read;
            if (total > allowed || total > most) {
                throw new TooMuch();
            }
            int last = offset + read;
            while (last > offset && into[last - 1] == 0) {
                last--;
            }
            zeros = last == offset ? zeros + read : offset + read - last;
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] buffer = new byte[(int) Math.min(bytes, 16 * 1024)];
        long skipped = 0;
        while (skipped < bytes) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("more is unpacked than is allowed");
        }
    }
}
