package org.dibao.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The secret of an added key: {@code dibao_} and 256 random bits in base64url. Dibao makes all of them, so there is none that could
 * be guessed, and SHA-256 alone keeps them: whoever has the hash would have to try 2^255 secrets, and a slow hash would make each
 * request pay for a protection that only short secrets need.
 */
public final class KeySecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final String PREFIX = "dibao_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final String token;

    private KeySecret(String token) {
        this.token = token;
    }

    public static KeySecret random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Whether a text is long enough to be one; what is not is not looked up. */
    static boolean isOne(String given) {
        return FORM.matcher(given).matches();
    }

    /** To be shown once, to whoever asked for it. */
    public String token() {
        return token;
    }

    /** In hex. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256(token));
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "KeySecret";
    }
}
