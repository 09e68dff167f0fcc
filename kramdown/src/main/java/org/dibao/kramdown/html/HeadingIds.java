package org.dibao.kramdown.html;

import static org.dibao.kramdown.scan.Characters.isAsciiLetter;
import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Characters.isUnicodeWord;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Makes ids of headings' texts, each once in a document. */
public final class HeadingIds {
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<String, Integer> usedInHtml = new HashMap<>();

    /** The id of a heading as GitHub makes it: letters of all scripts are kept. */
    public String next(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String id = isId(lower) ? lower : id(lower);
        int before = used.merge(id, 1, Integer::sum) - 1;
        return before == 0 ? id : id + "-" + before;
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && !(c < 128 && isUnicodeWord(c))) {
                return false;
            }
        }
        return true;
    }

    private static String id(String text) {
        StringBuilder id = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == ' ' || c == '\t') {
                id.append('-');
            } else if (c == '-' || isUnicodeWord(c)) {
                id.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return id.toString();
    }

    /** The id of a heading inside an HTML element: kramdown's own, of ASCII letters only. */
    String nextInHtml(String text) {
        return nextInHtml("", text);
    }

    String nextInHtml(String prefix, String text) {
        StringBuilder id = new StringBuilder();
        boolean started = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            started = c != '\n' && (started || isAsciiLetter(c));
            if (started && (isAsciiLetter(c) || isDigit(c) || c == ' ' || c == '-')) {
                id.append(c == ' ' ? '-' : Character.toLowerCase(c));
            }
        }
        String base = prefix + (id.isEmpty() ? "section" : id);
        int before = usedInHtml.merge(base, 1, Integer::sum) - 1;
        return before == 0 ? base : base + "-" + before;
    }
}
