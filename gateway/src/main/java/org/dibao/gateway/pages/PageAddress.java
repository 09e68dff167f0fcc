package org.dibao.gateway.pages;

/** The characters of a path (RFC 3986, 3.3). */
public final class PageAddress {
    private static final boolean[] PLAIN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/"
                .chars()
                .forEach(c -> PLAIN[c] = true);
    }

    private PageAddress() {}

    /** Whether a character stands for itself. */
    public static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    /** Whether a path has one spelling only. */
    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
