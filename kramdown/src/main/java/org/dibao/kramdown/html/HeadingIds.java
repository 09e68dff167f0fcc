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
        StringBuilder id = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (c == ' ' || c == '\t') {
                id.append('-');
            } else if (c == '-' || isUnicodeWord(c)) {
                id.appendCodePoint(c);
            }
        });
        int before = used.merge(id.toString(), 1, Integer::sum) - 1;
        return before == 0 ? id.toString() : id + "-" + before;
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
