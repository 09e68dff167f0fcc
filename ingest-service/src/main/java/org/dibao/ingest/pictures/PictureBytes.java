package org.dibao.ingest.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.dibao.blobs.Blob;

/** A picture's bytes by their place, read in pieces. What is beyond the end is an {@link EOFException}. */
final class PictureBytes {
    private static final int PIECE = 64 * 1024;

    private final Blob blob;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
    private long start;

    PictureBytes(Blob blob) {
        this.blob = blob;
    }

    long length() {
        return blob.length();
    }

    int at(long place) throws IOException {
        if (place < start || place >= start + piece.limit()) {
            piece.clear();
            start = place;
            int read = blob.read(piece, place);
            piece.flip();
            if (read <= 0) {
                throw new EOFException();
            }
        }
        return piece.get((int) (place - start)) & 0xFF;
    }

    int big16(long place) throws IOException {
        return (int) number(place, 2, false);
    }

    long number(long place, int count, boolean little) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < count; i++) {
            int from = little ? count - 1 - i : i;
            number.put(Long.BYTES - count + i, (byte) at(place + from));
        }
        return number.getLong(0);
    }

    String text(long place, int count) throws IOException {
        byte[] text = new byte[count];
        for (int i = 0; i < count; i++) {
            text[i] = (byte) at(place + i);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Goes to the first place with these two bytes. Most of a picture is passed by here, so a piece is searched at once. */
    void find(long from, int first, int second) throws IOException {
        long place = from;
        while (at(place) != first || at(place + 1) != second) {
            place = next(place + 1, (byte) first);
        }
    }

    /** The next place with this byte, or where a piece ends before it. */
    private long next(long from, byte wanted) throws IOException {
        at(from);
        byte[] array = piece.array();
        int end = piece.limit();
        int index = (int) (from - start);
        while (index < end && array[index] != wanted) {
            index++;
        }
        return start + index;
    }
}
