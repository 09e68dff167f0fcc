package org.dibao.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads HTTP/1.1 chunks, or one body of known length; a premature end is an error. */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
        this.chunked = true;
    }

    ChunkedInput(InputStream in, long length) {
        this.in = in;
        this.chunked = false;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int n = in.read(bytes, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the server closed the connection before the end of its answer");
        }
        left -= n;
        return n;
    }

    private boolean nextChunk() throws IOException {
        if (!chunked || ended) {
            return false;
        }
        if (!first) {
            HttpHead.line(in);
        }
        first = false;
        String size = HttpHead.line(in).split(";", 2)[0].strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new IOException("invalid chunk size: " + size, e);
        }
        ended = left == 0;
        return !ended;
    }
}
