package org.dibao.ingest.pictures;

import java.io.EOFException;
import java.io.IOException;
import org.dibao.blobs.Blob;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata in a picture's file, by the specifications of JPEG, PNG and WebP as containers. A GIF has none, and those of an AVIF
 * are among its pixels.
 */
final class MetadataParts {
    private static final String EXIF = "Exif\0\0";
    private static final String JPEG_XMP = "http://ns.adobe.com/";
    private static final String PNG_EXIF = "eXIf";
    private static final String PNG_TEXT = "iTXt";
    private static final String PNG_XMP = "XML:com.adobe.xmp\0";

    private final PictureBytes bytes;
    private final Found found;

    private MetadataParts(Blob picture, Found found) {
        this.bytes = new PictureBytes(picture);
        this.found = found;
    }

    /** What metadata are written in. */
    enum Kind {
        EXIF,
        XMP
    }

    /**
     * Metadata in a file.
     *
     * @param length in bytes
     * @param summed after the metadata there are 4 bytes with the checksum of this name and of them; absent if there are none
     */
    record Part(Kind kind, long from, long length, @Nullable String summed) {}

    /** Is told each part; may write into it. */
    interface Found {
        void part(Part part) throws IOException;
    }

    /** @param picture of this format; if it ends early, what comes before its end is found */
    static void in(PictureFormat format, Blob picture, Found found) throws IOException {
        MetadataParts parts = new MetadataParts(picture, found);
        try {
            switch (format) {
                case JPEG -> parts.jpeg();
                case PNG -> parts.png();
                case WEBP -> parts.webp();
                case GIF, AVIF -> {}
            }
        } catch (EOFException e) {
            // that is where the last part ends
        }
    }

    private void jpeg() throws IOException {
        long at = 2;
        while (bytes.at(at) == 0xFF && bytes.at(at + 1) != 0xDA) {
            if (bytes.at(at + 1) == 0xFF) {
                at++; // padding
                continue;
            }
            int length = bytes.big16(at + 2);
            long end = at + 2 + length;
            if (bytes.at(at + 1) == 0xE1) {
                if (begins(at + 4, end, EXIF)) {
                    found(Kind.EXIF, at + 4 + EXIF.length(), end, null);
                } else if (begins(at + 4, end, JPEG_XMP)) {
                    found(Kind.XMP, at + 4, end, null);
                }
            }
            at = end;
        }
    }

    private void png() throws IOException {
        long at = 8;
        while (true) {
            long end = at + 8 + bytes.number(at, 4, false);
            String name = bytes.text(at + 4, 4);
            if (name.equals(PNG_EXIF)) {
                found(Kind.EXIF, at + 8, end, name);
            } else if (name.equals(PNG_TEXT) && begins(at + 8, end, PNG_XMP)) {
                found(Kind.XMP, at + 8, end, name);
            }
            at = end + 4;
        }
    }

    private void webp() throws IOException {
        long at = 12;
        while (true) {
            long length = bytes.number(at + 4, 4, true);
            long end = at + 8 + length;
            switch (bytes.text(at, 4)) {
                case "EXIF" -> found(Kind.EXIF, at + 8 + (begins(at + 8, end, EXIF) ? EXIF.length() : 0), end, null);
                case "XMP " -> found(Kind.XMP, at + 8, end, null);
                default -> {} // the picture itself
            }
            at = end + (length & 1);
        }
    }

    private boolean begins(long at, long end, String with) throws IOException {
        return at + with.length() <= end && bytes.text(at, with.length()).equals(with);
    }

    private void found(Kind kind, long from, long end, @Nullable String summed) throws IOException {
        boolean whole = end + Integer.BYTES <= bytes.length();
        found.part(new Part(kind, from, Math.min(end, bytes.length()) - from, whole ? summed : null));
    }
}
