package org.dibao.cli.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files made of ids: different ids have different names. */
final class FileNames {
    private static final int MAX_BYTES = 150;

    private FileNames() {}

    /** Itself if it is fit for a name; else something like it. */
    static String of(String id) {
        String fit = id.replaceAll("[^\\p{L}\\p{M}\\p{Nd}._-]+", "-").replaceFirst("^[._#~-]+", "");
        while (fit.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            fit = fit.substring(0, fit.offsetByCodePoints(0, fit.codePointCount(0, fit.length()) * 3 / 4));
        }
        return fit.equals(id) ? id : fit + "-" + sha256(id).substring(0, 8);
    }

    /** In hexadecimal. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
