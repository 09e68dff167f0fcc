package org.dibao.kramdown.differential;

import java.io.IOException;

/** Makes a document that shows a difference as short as it goes. */
final class Shrinking {
    private Shrinking() {}

    interface Check {
        boolean holds(String text) throws IOException;
    }

    static String shrink(String text, Check differs) throws IOException {
        String smallest = text;
        for (int size = Math.max(1, text.length() / 2); size >= 1; size /= 2) {
            for (int at = 0; at + size <= smallest.length(); ) {
                String shorter = smallest.substring(0, at) + smallest.substring(at + size);
                if (differs.holds(shorter)) {
                    smallest = shorter;
                } else {
                    at += size;
                }
            }
        }
        return smallest;
    }
}
