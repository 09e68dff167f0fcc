package org.dibao.kramdown.html;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.at;

/** Writes text so that HTML shows it. */
final class Escaping {
    private Escaping() {}

    /** Text in which entities stay what they are. */
    static void text(String text, StringBuilder out) {
        escape(text, out, true, false);
    }

    /** Text in which every ampersand is one. */
    static void code(String text, StringBuilder out) {
        escape(text, out, false, false);
    }

    static void attribute(String text, StringBuilder out) {
        escape(text, out, true, true);
    }

    private static void escape(String text, StringBuilder out, boolean keepEntities, boolean quotes) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = switch (text.charAt(i)) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> quotes ? "&quot;" : null;
                case '&' -> keepEntities && isEntity(text, i + 1) ? null : "&amp;";
                default -> null;
            };
            if (escaped != null) {
                out.append(text, done, i).append(escaped);
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
    }

    /** Whether an entity's name or number and its semicolon stand here. */
    static boolean isEntity(String text, int from) {
        int place = from;
        if (at(text, place) == '#') {
            boolean hex = at(text, ++place) == 'x';
            int digits = hex ? ++place : place;
            while (isDigit(at(text, place)) || hex && Character.digit(at(text, place), 16) >= 0) {
                place++;
            }
            return place > digits && at(text, place) == ';';
        }
        while (isWord(at(text, place)) || at(text, place) == ':' || place > from && at(text, place) == '-') {
            place++;
        }
        return place > from && at(text, place) == ';';
    }
}
