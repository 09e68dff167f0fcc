package org.dibao.delivery.web;

import java.security.SecureRandom;

/** Ids that nobody can guess: a prefix, and 24 letters and digits. */
final class NewId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;

    private NewId() {}

    static String of(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(LENGTH, 0, CHARACTERS.length()).forEach(at -> id.append(CHARACTERS.charAt(at)));
        return id.toString();
    }
}
