package org.dibao.ingest.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.dibao.blobs.Blob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pictures tell about the one who took them. */
class PrivateMetadataTest {
    private static final String[] PRIVATE = {"LATITUDE", "SERIALNO", "MAKERNOTE", "PREVIEW"};
    private static final String[] PUBLIC = {"PHOTOGRAPHER", "PIXELS"};
    private static final String XMP = "<x:xmpmeta exif:GPSLatitude=\"52,31.2N\" dc:rights=\"(c) Wire\">"
            + "<exif:GPSLongitude>13,24.3E</exif:GPSLongitude><aux:SerialNumber>4711</aux:SerialNumber></x:xmpmeta>";

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void theyAreBlankedAndNothingElse(String order) throws Exception {
        for (PictureFormat format : new PictureFormat[] {PictureFormat.JPEG, PictureFormat.PNG, PictureFormat.WEBP}) {
            byte[] picture = picture(format, exif(order));
            byte[] before = picture.clone();

            assertThat(blank(format, picture)).isTrue();

            assertThat(picture).hasSameSizeAs(before);
            assertThat(text(before)).contains(PRIVATE).contains(PUBLIC);
            assertThat(text(picture))
                    .doesNotContain(PRIVATE)
                    .contains(PUBLIC)
                    .doesNotContain("52,31.2N", "13,24.3E", "4711");
            assertThat(text(picture)).contains("(c) Wire", "<exif:GPSLongitude>        </exif:GPSLongitude>");
            assertThat(blank(format, picture)).as("once is enough").isFalse();
            assertThat(format == PictureFormat.PNG ? brokenSums(picture) : 0).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void whatIsBrokenIsReadToItsEnd(PictureFormat format) throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] picture = picture(format, exif("MM"));
            for (int j = 0; j < 8; j++) {
                picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
            }
            blank(format, java.util.Arrays.copyOf(picture, random.nextInt(picture.length) + 1));
        }
    }

    @Test
    void aPictureWithoutThemStaysAsItIs() throws Exception {
        byte[] none = "\u00FF\u00D8\u00FF\u00DA\u0000\u0002PIXELS".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(blank(PictureFormat.JPEG, none)).isFalse();
    }

    private static boolean blank(PictureFormat format, byte[] picture) throws Exception {
        return PrivateMetadata.blank(
                format,
                new InMemory(picture),
                (from, bytes) -> System.arraycopy(bytes, 0, picture, Math.toIntExact(from), bytes.length));
    }

    private record InMemory(byte[] bytes) implements Blob {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public int read(ByteBuffer into, long from) {
            if (from >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), bytes.length - from);
            into.put(bytes, Math.toIntExact(from), count);
            return count;
        }

        @Override
        public void close() {}
    }

    private static String text(byte[] picture) {
        return new String(picture, StandardCharsets.ISO_8859_1);
    }

    /** Directories with a photographer, a position, a serial number, maker's notes and a preview. */
    private static byte[] exif(String order) {
        ByteBuffer tiff =
                ByteBuffer.allocate(400).order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put(order.getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        directory(tiff, 8, 160, entry(0x013B, 2, 12, 200), entry(0x8769, 4, 1, 60), entry(0x8825, 4, 1, 100));
        put(tiff, 200, "PHOTOGRAPHER");
        directory(tiff, 60, 0, entry(0xA431, 2, 8, 220), entry(0x927C, 7, 9, 240));
        put(tiff, 220, "SERIALNO");
        put(tiff, 240, "MAKERNOTE");
        directory(tiff, 100, 0, entry(1, 2, 2, 0), entry(2, 2, 8, 260));
        put(tiff, 260, "LATITUDE");
        directory(tiff, 160, 0, entry(0x0201, 4, 1, 280), entry(0x0202, 4, 1, 7));
        put(tiff, 280, "PREVIEW");
        return tiff.array();
    }

    private static int[] entry(int tag, int type, int count, int value) {
        return new int[] {tag, type, count, value};
    }

    private static void directory(ByteBuffer tiff, int at, int next, int[]... entries) {
        tiff.position(at).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        tiff.putInt(next);
    }

    private static void put(ByteBuffer tiff, int at, String text) {
        tiff.position(at).put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] picture(PictureFormat format, byte[] exif) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (format) {
            case JPEG -> {
                write(out, "\u00FF\u00D8");
                segment(out, "Exif\0\0", exif);
                segment(out, "http://ns.adobe.com/xap/1.0/\0", XMP.getBytes(StandardCharsets.ISO_8859_1));
                write(out, "\u00FF\u00DA\0\u0002PIXELS\u00FF\u00D9");
            }
            case PNG -> {
                write(out, "\u0089PNG\r\n\u001A\n");
                chunk(out, "IHDR", new byte[13]);
                chunk(out, "IDAT", "PIXELS".getBytes(StandardCharsets.ISO_8859_1));
                chunk(out, "eXIf", exif);
                chunk(out, "iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + XMP).getBytes(StandardCharsets.ISO_8859_1));
                chunk(out, "IEND", new byte[0]);
            }
            case WEBP, GIF, AVIF -> {
                write(out, "RIFF\0\0\0\0WEBP");
                riff(out, "VP8 ", "PIXELS".getBytes(StandardCharsets.ISO_8859_1));
                riff(out, "EXIF", exif);
                riff(out, "XMP ", XMP.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, String name, byte[] content) {
        write(out, "\u00FF\u00E1");
        out.writeBytes(ByteBuffer.allocate(2)
                .putShort((short) (2 + name.length() + content.length))
                .array());
        write(out, name);
        out.writeBytes(content);
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] named = (name + text(content)).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(named);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(named);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static void riff(ByteArrayOutputStream out, String name, byte[] content) {
        write(out, name);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        out.writeBytes(content);
        out.writeBytes(new byte[content.length & 1]);
    }

    private static int brokenSums(byte[] png) {
        int broken = 0;
        ByteBuffer bytes = ByteBuffer.wrap(png);
        for (int at = 8; at < png.length; at += 12 + bytes.getInt(at)) {
            CRC32 sum = new CRC32();
            sum.update(png, at + 4, bytes.getInt(at) + 4);
            broken += bytes.getInt(at + 8 + bytes.getInt(at)) == (int) sum.getValue() ? 0 : 1;
        }
        return broken;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
