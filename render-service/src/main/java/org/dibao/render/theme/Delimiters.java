package org.dibao.render.theme;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where templates begin to be more than text, and where they are text again. */
final class Delimiters {
    private static final Map<String, String> PAIRS = Map.of("{{", "}}", "{%", "%}", "{#", "#}");

    private Delimiters() {}

    /** The line of the first delimiter that is not closed, from 1 on; 0 if there is none. */
    static int unclosedLine(@Nullable String source) {
        int line = 1;
        for (int at = 0; source != null && at < source.length(); at++) {
            String end = PAIRS.get(source.substring(at, Math.min(source.length(), at + 2)));
            int closed = end == null ? at : source.indexOf(end, at + 2);
            int next = end == null ? -1 : nextBegin(source, at + 2);
            if (closed < 0 || next >= 0 && next < closed) {
                return line;
            }
            line += (int) source.substring(at, closed + 1)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            at = closed;
        }
        return 0;
    }

    private static int nextBegin(String source, int from) {
        return PAIRS.keySet().stream()
                .mapToInt(begin -> source.indexOf(begin, from))
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }
}
