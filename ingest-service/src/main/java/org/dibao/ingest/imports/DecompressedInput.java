package org.dibao.ingest.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompressed data, of which no more is read than was allowed beforehand: a small upload can expand to a huge one. */
final class DecompressedInput extends FilterInputStream {
    private static final int BLOCK = 512;

    private final long maxBytes;
    private long total;
    private long allowed;
    private long zeros;

    DecompressedInput(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    /** Allows this many more bytes to be read. */
    void allow(long bytes) {
        allowed = total + bytes;
    }

    /** Whether the last block was all zeros, as at the end of a tar archive. */
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
            if (total > allowed || total > maxBytes) {
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
            super("the unpacked data exceeds the limit");
        }
    }
}
