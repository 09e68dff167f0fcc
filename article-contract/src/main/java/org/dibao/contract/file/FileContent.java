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
 */
public record FileContent(
        String hash,
        long length,
        String type,
        @Nullable Integer width,
        @Nullable Integer height) {
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

    /** Whether this is the SHA-256 of something, as {@link #hash} gives it. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
