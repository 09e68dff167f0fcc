package org.dibao.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that writing needs. It is compared in constant time and never printed. */
public final class ApiKey {
    private final String name;
    private final String token;
    private final byte[] digest;

    ApiKey(String name, String token) {
        this.name = name;
        this.token = token;
        this.digest = sha256(token);
    }

    /** What the log calls who holds it. */
    public String name() {
        return name;
    }

    /** For this gateway's own requests to itself; goes into no log and no answer. */
    public String token() {
        return token;
    }

    /** Takes the same time for every wrong key, whatever its length. */
    boolean matches(String given) {
        return MessageDigest.isEqual(digest, sha256(given));
    }

    static boolean isToken(String text) {
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
        return "ApiKey[" + name + "]";
    }
}
