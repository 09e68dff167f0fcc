package org.dibao.ingest.pictures;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The formats of pictures that are told by their first bytes. */
public enum PictureFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    AVIF("image/avif", "avif");

    private final String type;
    private final String extension;

    PictureFormat(String type, String extension) {
        this.type = type;
        this.extension = extension;
    }

    /** The media type. */
    public String type() {
        return type;
    }

    /** Of a file's name, without a dot. */
    public String extension() {
        return extension;
    }

    /** The format with this media type; null if it is another one. */
    public static @Nullable PictureFormat of(String type) {
        for (PictureFormat format : values()) {
            if (format.type.equals(type)) {
                return format;
            }
        }
        return null;
    }

    /** How many first bytes tell a format. */
    public static final int HEAD = 32;

    /**
     * @param head the first bytes, {@value #HEAD} if there are so many
     * @return null if they are those of no picture
     */
    public static @Nullable PictureFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        return text.startsWith("ftyp", 4) && text.substring(8).matches("(?s)avi[fs].*|mif1.{4,12}avif.*") ? AVIF : null;
    }
}
