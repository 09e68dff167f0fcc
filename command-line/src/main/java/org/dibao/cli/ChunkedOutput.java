package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes HTTP/1.1 chunks (RFC 9112, section 7.1). Closing ends the body, not the connection; closing again does
 * nothing.
 */
final class ChunkedOutput extends OutputStream {
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW_LINE = {'\r', '\n'};

    private final OutputStream out;
    private final byte[] chunk = new byte[32 * 1024];
    private int filled;
    private boolean ended;

    ChunkedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == chunk.length) {
            writeChunk();
        }
        chunk[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == chunk.length) {
                writeChunk();
            }
            int part = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        writeChunk();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            return; // bytes behind the end would make the server reset the connection, and its answer would be lost
        }
        ended = true;
        writeChunk();
        out.write(END);
        out.flush();
    }

    private void writeChunk() throws IOException {
        if (filled > 0) {
            out.write((Integer.toHexString(filled) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(chunk, 0, filled);
            out.write(NEW_LINE);
            filled = 0;
        }
    }
}
