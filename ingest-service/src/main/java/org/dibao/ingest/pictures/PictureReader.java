package org.dibao.ingest.pictures;

import java.io.EOFException;
import java.io.IOException;
import org.dibao.blobs.Blob;
import org.jspecify.annotations.Nullable;

/**
 * Reads a picture's size in its headers, and whether the file goes on to the picture's end; decodes nothing. By the formats'
 * specifications: ITU-T T.81 (JPEG), CIPA DC-008 (Exif), W3C PNG, CompuServe's GIF89a, Google's WebP container, ISO/IEC 23008-12 (AVIF).
 */
public final class PictureReader {
    /** A box that tells an AVIF's size is that near to the beginning. */
    private static final int AVIF_HEAD = 64 * 1024;

    private static final int MARKER_START = 0xFF;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    /** In the flags of a WebP. */
    private static final int ANIMATED = 0x02;

    private static final int UPRIGHT = 1;
    /** This and the later ones put the left or the right side on top. */
    private static final int FIRST_TURNED = 5;

    private static final int LAST_ORIENTATION = 8;

    private final PictureBytes bytes;

    private PictureReader(Blob picture) {
        this.bytes = new PictureBytes(picture);
    }

    /**
     * What a picture's headers say.
     *
     * @param width       in pixels, as it is shown
     * @param height      like {@code width}
     * @param orientation Exif's: how the picture is to be turned or mirrored, 1 for not at all to 8
     * @param moves       whether it is an animation
     */
    public record Header(long width, long height, int orientation, boolean moves) {
        private static Header still(long width, long height) {
            return new Header(width, height, UPRIGHT, false);
        }
    }

    /** The picture is not one of its format, or ends before its end. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String why) {
            super(why);
        }
    }

    /**
     * @return absent if the format does not tell it where this looks
     * @throws Broken with what is wrong, as a clause
     */
    public static @Nullable Header read(PictureFormat format, Blob picture) throws Broken, IOException {
        PictureReader reader = new PictureReader(picture);
        try {
            return switch (format) {
                case JPEG -> reader.jpeg();
                case PNG -> reader.png();
                case GIF -> reader.gif();
                case WEBP -> reader.webp();
                case AVIF -> reader.avif();
            };
        } catch (EOFException e) {
            throw new Broken("the file ends in the middle of the picture");
        }
    }

    private Header jpeg() throws Broken, IOException {
        long at = 2;
        Header size = null;
        int orientation = UPRIGHT;
        while (true) {
            if (bytes.at(at) != MARKER_START) {
                throw new Broken("it is no JPEG: there is no marker at byte " + at);
            }
            int marker = bytes.at(at + 1);
            if (marker == MARKER_START) {
                at++; // padding
                continue;
            }
            int length = bytes.big16(at + 2);
            if (marker == APP1) {
                orientation = Math.max(orientation, orientation(at + 4, length - 2));
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                size = Header.still(bytes.big16(at + 7), bytes.big16(at + 5));
            }
            at += 2L + length;
            if (marker == START_OF_SCAN) {
                break;
            }
        }
        if (size == null) {
            throw new Broken("it is no JPEG: its size is missing");
        }
        bytes.find(at, MARKER_START, END_OF_IMAGE);
        return orientation < FIRST_TURNED
                ? new Header(size.width(), size.height(), orientation, false)
                : new Header(size.height(), size.width(), orientation, false);
    }

    /** Exif's; upright if it has none. */
    private int orientation(long at, int length) throws IOException {
        if (length < 14 || !bytes.text(at, 6).equals("Exif\0\0")) {
            return UPRIGHT;
        }
        long tiff = at + 6;
        boolean little = bytes.text(tiff, 2).equals("II");
        long directory = tiff + bytes.number(tiff + 4, 4, little);
        int entries = (int) bytes.number(directory, 2, little);
        for (int i = 0; i < entries && directory + 2 + 12L * (i + 1) <= at + length; i++) {
            long entry = directory + 2 + 12L * i;
            if (bytes.number(entry, 2, little) == 0x0112) {
                long orientation = bytes.number(entry + 8, 2, little);
                return orientation >= UPRIGHT && orientation <= LAST_ORIENTATION ? (int) orientation : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private Header png() throws Broken, IOException {
        if (!bytes.text(12, 4).equals("IHDR")) {
            throw new Broken("it is no PNG: its size is missing");
        }
        boolean moves = false;
        long at = 8;
        String chunk = bytes.text(at + 4, 4);
        while (!chunk.equals("IEND")) {
            moves |= chunk.equals("acTL");
            at += 12 + bytes.number(at, 4, false);
            chunk = bytes.text(at + 4, 4);
        }
        bytes.at(at + 11); // its checksum
        return new Header(bytes.number(16, 4, false), bytes.number(20, 4, false), UPRIGHT, moves);
    }

    /** Its frames are counted only where it is decoded. */
    private Header gif() throws IOException {
        Header size = Header.still(bytes.number(6, 2, true), bytes.number(8, 2, true));
        bytes.at(12);
        return size;
    }

    private Header webp() throws Broken, IOException {
        bytes.at(Math.max(0, 8 + bytes.number(4, 4, true) - 1));
        return switch (bytes.text(12, 4)) {
            case "VP8 " -> Header.still(bytes.number(26, 2, true) & 0x3FFF, bytes.number(28, 2, true) & 0x3FFF);
            case "VP8L" -> {
                long bits = bytes.number(21, 4, true);
                yield Header.still((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
            }
            case "VP8X" ->
                new Header(
                        bytes.number(24, 3, true) + 1,
                        bytes.number(27, 3, true) + 1,
                        UPRIGHT,
                        (bytes.at(20) & ANIMATED) != 0);
            default -> throw new Broken("it is no WebP: its first chunk is none of a picture");
        };
    }

    private @Nullable Header avif() throws IOException {
        String head = bytes.text(0, (int) Math.min(AVIF_HEAD, bytes.length()));
        int box = head.indexOf("ispe");
        return box < 0 || box + 16 > head.length()
                ? null
                : Header.still(bytes.number(box + 8L, 4, false), bytes.number(box + 12L, 4, false));
    }
}
