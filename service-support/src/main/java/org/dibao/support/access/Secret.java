package org.dibao.support.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that a client must send in a header. It is compared in constant time and never printed. */
public final class Secret {
    /** The format of a secret, for messages. */
    public static final String FORM = "visible ASCII characters without a space, as `openssl rand -hex 24` makes them";

    private final String token;
    private final byte[] digest;

    /** @throws IllegalArgumentException if it cannot be sent in a header, see {@link #isToken} */
    public Secret(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException(FORM);
        }
        this.token = token;
        this.digest = sha256(token);
    }

    /** For sending only; never goes into a log or an answer. */
    public String token() {
        return token;
    }

    /** Takes the same time for every wrong value, whatever its length. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(digest, sha256(given));
    }

    /** Whether a text is 1 to 512 visible ASCII characters without a space. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= 512 && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
