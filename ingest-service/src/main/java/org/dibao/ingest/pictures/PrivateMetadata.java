package org.dibao.ingest.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Blanks what a picture's metadata tell about the one who took it: the position, serial numbers, the owner's name, the maker's notes, which have
 * all of these, and the small preview, which may show what was cut off since. Author, copyright, date, colours and orientation stay.
 * Nothing is moved and no pixel is touched: what is blanked has as many bytes as before. By the specifications of JPEG, PNG and
 * WebP as containers, of Exif (CIPA DC-008) and XMP.
 */
public final class PrivateMetadata {
    private static final byte[] JPEG_EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JPEG_XMP = "http://ns.adobe.com/".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PNG_XMP = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int POSITION_DIRECTORY = 0x8825;
    private static final int PREVIEW_OFFSET = 0x0201;
    private static final int PREVIEW_LENGTH = 0x0202;
    /** The maker's notes; the owner's name and the serial numbers of body and lens. */
    private static final Set<Integer> PRIVATE = Set.of(0x927C, 0xA430, 0xA431, 0xA435);

    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final int ENTRY = 12;
    private static final int INLINE = 4;

    private static final Pattern XMP =
            Pattern.compile("(?:exif:GPS\\w*|\\w+:(?:Body|Lens)?SerialNumber|\\w+:(?:Camera)?OwnerName"
                    + "|\\w+:image)(?:=\"([^\"]*)\"|='([^']*)'|>([^<]*)<)");

    private final ByteBuffer bytes;
    private boolean changed;

    private PrivateMetadata(byte[] picture) {
        this.bytes = ByteBuffer.wrap(picture);
    }

    /**
     * Blanks them in place.
     *
     * @param picture whole, of this format
     * @return whether there was anything to blank
     */
    public static boolean blank(PictureFormat format, byte[] picture) {
        PrivateMetadata metadata = new PrivateMetadata(picture);
        try {
            switch (format) {
                case JPEG -> metadata.jpeg();
                case PNG -> metadata.png();
                case WEBP -> metadata.webp();
                case GIF, AVIF -> {} // a GIF has none; those of an AVIF are among its pixels
            }
        } catch (IndexOutOfBoundsException e) {
            // Its metadata are cut off: what comes before the end is blank.
        }
        return metadata.changed;
    }

    private void jpeg() {
        int at = 2;
        while (unsigned(at) == 0xFF && unsigned(at + 1) != 0xDA) {
            if (unsigned(at + 1) == 0xFF) {
                at++; // padding
                continue;
            }
            int length = number(at + 2, 2, ByteOrder.BIG_ENDIAN);
            if (unsigned(at + 1) == 0xE1) {
                int end = at + 2 + length;
                if (begins(at + 4, JPEG_EXIF)) {
                    exif(at + 4 + JPEG_EXIF.length, end);
                } else if (begins(at + 4, JPEG_XMP)) {
                    xmp(at + 4, end);
                }
            }
            at += 2 + length;
        }
    }

    private void png() {
        int at = 8;
        while (at + 12 <= bytes.limit()) {
            int length = number(at, 4, ByteOrder.BIG_ENDIAN);
            int end = Math.addExact(at + 8, length);
            boolean before = changed;
            changed = false;
            if (begins(at + 4, "eXIf".getBytes(StandardCharsets.ISO_8859_1))) {
                exif(at + 8, end);
            } else if (begins(at + 4, "iTXt".getBytes(StandardCharsets.ISO_8859_1)) && begins(at + 8, PNG_XMP)) {
                xmp(at + 8, end);
            }
            if (changed) {
                CRC32 sum = new CRC32();
                sum.update(bytes.array(), at + 4, length + 4);
                bytes.order(ByteOrder.BIG_ENDIAN).putInt(end, (int) sum.getValue());
            }
            changed |= before;
            at = end + 4;
        }
    }

    private void webp() {
        int at = 12;
        while (at + 8 <= bytes.limit()) {
            int length = number(at + 4, 4, ByteOrder.LITTLE_ENDIAN);
            int end = Math.addExact(at + 8, length);
            if (begins(at, "EXIF".getBytes(StandardCharsets.ISO_8859_1))) {
                exif(begins(at + 8, JPEG_EXIF) ? at + 8 + JPEG_EXIF.length : at + 8, end);
            } else if (begins(at, "XMP ".getBytes(StandardCharsets.ISO_8859_1))) {
                xmp(at + 8, end);
            }
            at = end + (length & 1);
        }
    }

    private void exif(int tiff, int end) {
        ByteOrder order = unsigned(tiff) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Directories directories = new Directories(tiff, Math.min(end, bytes.limit()), order);
        int first = number(tiff + 4, 4, order);
        int preview = directories.blank(first);
        if (preview != 0) {
            directories.blankPreview(preview);
        }
    }

    /** Directories of a TIFF; offsets within it count from its beginning. */
    private final class Directories {
        private final int tiff;
        private final int end;
        private final ByteOrder order;

        Directories(int tiff, int end, ByteOrder order) {
            this.tiff = tiff;
            this.end = end;
            this.order = order;
        }

        /** @return where the next one is; 0 if there is none */
        int blank(int directory) {
            int entries = number(tiff + directory, 2, order);
            for (int i = 0; i < entries; i++) {
                int entry = tiff + directory + 2 + ENTRY * i;
                int tag = number(entry, 2, order);
                if (tag == POSITION_DIRECTORY) {
                    blankAll(number(entry + 8, 4, order));
                } else if (tag == EXIF_DIRECTORY && number(entry + 8, 4, order) != directory) {
                    blankPrivate(number(entry + 8, 4, order));
                }
            }
            blankPrivate(directory);
            return number(tiff + directory + 2 + ENTRY * entries, 4, order);
        }

        private void blankPrivate(int directory) {
            int entries = number(tiff + directory, 2, order);
            for (int i = 0; i < entries; i++) {
                int entry = tiff + directory + 2 + ENTRY * i;
                if (PRIVATE.contains(number(entry, 2, order))) {
                    blankValue(entry);
                }
            }
        }

        private void blankAll(int directory) {
            int entries = number(tiff + directory, 2, order);
            for (int i = 0; i < entries; i++) {
                blankValue(tiff + directory + 2 + ENTRY * i);
            }
            fill(tiff + directory, tiff + directory + 2 + ENTRY * entries); // an empty one
        }

        private void blankPreview(int directory) {
            int entries = number(tiff + directory, 2, order);
            int offset = 0;
            int length = 0;
            for (int i = 0; i < entries; i++) {
                int entry = tiff + directory + 2 + ENTRY * i;
                switch (number(entry, 2, order)) {
                    case PREVIEW_OFFSET -> offset = number(entry + 8, 4, order);
                    case PREVIEW_LENGTH -> length = number(entry + 8, 4, order);
                    default -> {} // how the preview is to be shown
                }
            }
            fill(tiff + offset, Math.addExact(tiff + offset, length));
            fill(tiff + directory, tiff + directory + 2 + ENTRY * entries);
        }

        private void blankValue(int entry) {
            int type = number(entry + 2, 2, order);
            int size = type < TYPE_SIZES.length ? TYPE_SIZES[type] : 1;
            long length = (long) size * number(entry + 4, 4, order);
            if (length <= INLINE) {
                fill(entry + 8, entry + ENTRY);
            } else {
                int from = tiff + number(entry + 8, 4, order);
                fill(from, (int) Math.min(from + length, end));
            }
        }

        /** With zeros, within the metadata only. */
        private void fill(int from, int to) {
            if (from < tiff || to > end || from > to) {
                throw new IndexOutOfBoundsException("beyond the metadata");
            }
            PrivateMetadata.this.fill(from, to, (byte) 0);
        }
    }

    private void xmp(int from, int to) {
        String text = new String(bytes.array(), from, to - from, StandardCharsets.ISO_8859_1);
        Matcher found = XMP.matcher(text);
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    fill(from + found.start(group), from + found.end(group), (byte) ' ');
                }
            }
        }
    }

    private void fill(int from, int to, byte with) {
        for (int i = from; i < to; i++) {
            changed |= bytes.get(i) != with;
        }
        Arrays.fill(bytes.array(), from, to, with);
    }

    private int unsigned(int at) {
        return bytes.get(at) & 0xFF;
    }

    private int number(int at, int count, ByteOrder order) {
        bytes.order(order);
        int number = count == 2 ? bytes.getShort(at) & 0xFFFF : bytes.getInt(at);
        if (number < 0) {
            throw new IndexOutOfBoundsException("beyond the end");
        }
        return number;
    }

    private boolean begins(int at, byte[] with) {
        return at + with.length <= bytes.limit()
                && Arrays.equals(bytes.array(), at, at + with.length, with, 0, with.length);
    }
}
