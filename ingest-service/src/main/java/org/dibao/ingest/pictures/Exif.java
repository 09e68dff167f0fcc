package org.dibao.ingest.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/** Blanks what is private in Exif (CIPA DC-008): directories of a TIFF, whose offsets count from its beginning. */
final class Exif {
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int POSITION_DIRECTORY = 0x8825;
    private static final int PREVIEW_OFFSET = 0x0201;
    private static final int PREVIEW_LENGTH = 0x0202;
    /** The maker's notes; the owner's name and the serial numbers of body and lens. */
    private static final Set<Integer> PRIVATE = Set.of(0x927C, 0xA430, 0xA431, 0xA435);

    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final int FIRST = 4;
    private static final int ENTRY = 12;
    private static final int INLINE = 4;

    private final ByteBuffer tiff;

    private Exif(byte[] tiff) {
        this.tiff = ByteBuffer.wrap(tiff);
        this.tiff.order(this.tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** Blanks it in place; of what is broken, that which comes before. */
    static void blank(byte[] tiff) {
        try {
            Exif exif = new Exif(tiff);
            int preview = exif.blankFirst(exif.number(FIRST));
            if (preview != 0) {
                exif.blankPreview(preview);
            }
        } catch (IndexOutOfBoundsException e) {
            // it leads beyond its end
        }
    }

    /** @return where the next directory is; 0 if there is none */
    private int blankFirst(int directory) {
        int entries = shortNumber(directory);
        for (int i = 0; i < entries; i++) {
            int entry = entry(directory, i);
            int tag = shortNumber(entry);
            if (tag == POSITION_DIRECTORY) {
                blankAll(number(entry + 8));
            } else if (tag == EXIF_DIRECTORY && number(entry + 8) != directory) {
                blankPrivate(number(entry + 8));
            }
        }
        blankPrivate(directory);
        return number(entry(directory, entries));
    }

    private void blankPrivate(int directory) {
        int entries = shortNumber(directory);
        for (int i = 0; i < entries; i++) {
            if (PRIVATE.contains(shortNumber(entry(directory, i)))) {
                blankValue(entry(directory, i));
            }
        }
    }

    private void blankAll(int directory) {
        int entries = shortNumber(directory);
        for (int i = 0; i < entries; i++) {
            blankValue(entry(directory, i));
        }
        fill(directory, entry(directory, entries)); // an empty one
    }

    private void blankPreview(int directory) {
        int entries = shortNumber(directory);
        int offset = 0;
        int length = 0;
        for (int i = 0; i < entries; i++) {
            int entry = entry(directory, i);
            switch (shortNumber(entry)) {
                case PREVIEW_OFFSET -> offset = number(entry + 8);
                case PREVIEW_LENGTH -> length = number(entry + 8);
                default -> {} // how the preview is to be shown
            }
        }
        fill(offset, (long) offset + length);
        fill(directory, entry(directory, entries));
    }

    private void blankValue(int entry) {
        int type = shortNumber(entry + 2);
        int size = type < TYPE_SIZES.length ? TYPE_SIZES[type] : 1;
        long length = (long) size * number(entry + 4);
        if (length <= INLINE) {
            fill(entry + 8, entry + ENTRY);
        } else {
            int from = number(entry + 8);
            fill(from, Math.min(from + length, tiff.limit()));
        }
    }

    private static int entry(int directory, int index) {
        return directory + 2 + ENTRY * index;
    }

    private void fill(int from, long to) {
        if (from < 0 || from > to || to > tiff.limit()) {
            throw new IndexOutOfBoundsException("beyond the metadata");
        }
        Arrays.fill(tiff.array(), from, (int) to, (byte) 0);
    }

    private int shortNumber(int at) {
        return tiff.getShort(at) & 0xFFFF;
    }

    private int number(int at) {
        int number = tiff.getInt(at);
        if (number < 0) {
            throw new IndexOutOfBoundsException("beyond the end");
        }
        return number;
    }
}
