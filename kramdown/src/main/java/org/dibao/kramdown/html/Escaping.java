package org.dibao.kramdown.html;

/** Writes text so that HTML shows it. */
final class Escaping {
    private static final char LAST_ESCAPED = '>';

    private Escaping() {}

    /** Text in which entities stay what they are. */
    static void text(String text, int from, int to, Output out) {
        escape(text, from, to, out, true, false);
    }

    /** Text in which every ampersand is one. */
    static void code(String text, int from, int to, Output out) {
        escape(text, from, to, out, false, false);
    }

    static void attribute(String text, Output out) {
        escape(text, 0, text.length(), out, true, true);
    }

    private static void escape(String text, int from, int to, Output out, boolean keepEntities, boolean quotes) {
        int done = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c > LAST_ESCAPED) {
                continue;
            }
            String escaped = switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> quotes ? "&quot;" : null;
                case '&' -> keepEntities && isEntity(text, i + 1, to) ? null : "&amp;";
                default -> null;
            };
            if (escaped != null) {
                out.append(text, done, i).append(escaped);
                done = i + 1;
            }
        }
        out.append(text, done, to);
    }

    private static boolean isEntity(String text, int from, int to) {
        int end = EntityNames.end(text, from);
        return end >= 0 && end < to;
    }
}
