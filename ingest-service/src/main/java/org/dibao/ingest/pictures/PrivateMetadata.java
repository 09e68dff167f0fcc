package org.dibao.ingest.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.dibao.blobs.Blob;
import org.dibao.ingest.pictures.MetadataParts.Part;

/**
 * Blanks what a picture's metadata tell about the one who took it: the position, serial numbers, the owner's name, the
 * maker's notes, which may have
 * all of these, and the small preview, which may show what was cut off since. Author, copyright, date, colours and orientation stay.
 * Nothing is moved and no pixel is touched: what is blanked has as many bytes as before. One part of the metadata at a time is in memory.
 */
public final class PrivateMetadata {
    /** A part of a JPEG's has 64 KiB at most; those of others are hardly ever larger. */
    private static final int MAX_PART = 16 << 20;

    private static final Pattern XMP =
            Pattern.compile("(?:exif:GPS\\w*|\\w+:(?:Body|Lens)?SerialNumber|\\w+:(?:Camera)?OwnerName"
                    + "|\\w+:image)(?:=\"([^\"]*)\"|='([^']*)'|>([^<]*)<)");

    private PrivateMetadata() {}

    /** Writes into a picture. */
    public interface Overwriting {
        void at(long from, byte[] bytes) throws IOException;
    }

    /**
     * Blanks them.
     *
     * @param picture of this format
     * @param into    the same picture
     * @return whether there was anything to blank
     * @throws PictureReader.Broken if the metadata are too long to be looked at
     */
    public static boolean blank(PictureFormat format, Blob picture, Overwriting into)
            throws IOException, PictureReader.Broken {
        Blanking blanking = new Blanking(picture, into);
        MetadataParts.in(format, picture, blanking::blank);
        if (blanking.tooLong) {
            throw new PictureReader.Broken("a part of its metadata has more than " + MAX_PART + " bytes");
        }
        return blanking.changed;
    }

    private static final class Blanking {
        private final Blob picture;
        private final Overwriting into;
        private boolean changed;
        private boolean tooLong;

        Blanking(Blob picture, Overwriting into) {
            this.picture = picture;
            this.into = into;
        }

        void blank(Part part) throws IOException {
            if (part.length() > MAX_PART) {
                tooLong = true;
                return;
            }
            byte[] before = picture.bytes(part.from(), Math.toIntExact(part.length()));
            byte[] after = before.clone();
            switch (part.kind()) {
                case EXIF -> Exif.blank(after);
                case XMP -> blankXmp(after);
            }
            if (!Arrays.equals(before, after)) {
                changed = true;
                into.at(part.from(), after);
                if (part.summed() != null) {
                    into.at(part.from() + part.length(), sum(part.summed(), after));
                }
            }
        }
    }

    private static void blankXmp(byte[] xmp) {
        Matcher found = XMP.matcher(new String(xmp, StandardCharsets.ISO_8859_1));
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    Arrays.fill(xmp, found.start(group), found.end(group), (byte) ' ');
                }
            }
        }
    }

    /** PNG's, of a chunk's name and content. */
    private static byte[] sum(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.ISO_8859_1));
        sum.update(content);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    }
}
