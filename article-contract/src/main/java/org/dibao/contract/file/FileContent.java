package org.dibao.contract.file;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file has in it, without the bytes.
 *
 * @param hash   SHA-256 of the bytes, in lower-case hex
 * @param length in bytes
 * @param type   the media type that it is sent with
 * @param width  of a picture as it is shown, in pixels; absent if it is none, or its format does not say
 * @param height like {@code width}
 * @param focus  of a picture; absent if its publisher has named none
 */
public record FileContent(
        String hash,
        long length,
        String type,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Focus focus) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public FileContent {
        requireNonNull(type, "type");
        if (!isHash(hash)) {
            throw new IllegalArgumentException("a hash is a SHA-256 in lower-case hex");
        }
        if (length < 0) {
            throw new IllegalArgumentException("a length is 0 or more");
        }
    }

    /** Of a file whose publisher has named no focal point. */
    public FileContent(String hash, long length, String type, @Nullable Integer width, @Nullable Integer height) {
        this(hash, length, type, width, height, null);
    }

    /** The same with a focal point. */
    public FileContent focusedOn(@Nullable Focus focus) {
        return new FileContent(hash, length, type, width, height, focus);
    }

    /** The same, with the focal point of what was there before if it is the same file and none is named now. */
    public FileContent after(@Nullable FileContent before) {
        return focus == null && before != null && before.hash().equals(hash) ? focusedOn(before.focus()) : this;
    }

    /** Whether this is the SHA-256 of something, as {@link #hash} gives it. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
