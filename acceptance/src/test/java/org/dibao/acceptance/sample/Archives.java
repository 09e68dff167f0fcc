package org.dibao.acceptance.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Uploads of many articles. */
public final class Archives {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MEBIBYTE = 1 << 20;

    private Archives() {}

    /** A {@code _posts} folder as {@code tar czf} packs it. */
    public static byte[] tarGz(List<Post> posts) {
        Map<String, String> files = new LinkedHashMap<>();
        posts.forEach(post -> files.put("_posts/" + post.fileName(), post.markdown()));
        return tarGz(files);
    }

    /** @param files their texts by name */
    public static byte[] tarGz(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One JSON article a line. */
    public static String ndjson(List<Map<String, Object>> articles) {
        StringBuilder lines = new StringBuilder();
        articles.forEach(
                article -> lines.append(JSON.writeValueAsString(article)).append('\n'));
        return lines.toString();
    }

    /** A tar whose one entry ends in the middle: the header promises more than there is. */
    public static byte[] truncatedTarGz(Post post) {
        byte[] content = post.markdown().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header("_posts/" + post.fileName(), content.length));
            gzip.write(content, 0, content.length / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A tar with one entry of 1 GiB of zeros; about 1 MB packed. */
    public static byte[] gigabyteOfZerosTarGz(String fileName) {
        byte[] zeros = new byte[MEBIBYTE];
        byte[] header = header("_posts/" + fileName, 1L << 30);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CRC32 sum = new CRC32();
        bytes.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
        bytes.writeBytes(deflated(header, Deflater.FULL_FLUSH));
        sum.update(header);
        // A flushed block refers to nothing before it, so one packed mebibyte can stand a thousand times.
        byte[] packed = deflated(zeros, Deflater.FULL_FLUSH);
        for (int i = 0; i < 1024; i++) {
            bytes.writeBytes(packed);
            sum.update(zeros);
        }
        bytes.writeBytes(deflated(new byte[0], Deflater.NO_FLUSH));
        littleEndian(bytes, sum.getValue());
        littleEndian(bytes, (1L << 30) + header.length);
        return bytes.toByteArray();
    }

    private static byte[] header(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        return header;
    }

    private static byte[] deflated(byte[] content, int flush) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        if (flush == Deflater.NO_FLUSH) {
            deflater.finish();
        }
        byte[] out = new byte[content.length + 64];
        int length = deflater.deflate(out, 0, out.length, flush);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }

    private static void littleEndian(ByteArrayOutputStream out, long value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >>> shift));
        }
    }
}
