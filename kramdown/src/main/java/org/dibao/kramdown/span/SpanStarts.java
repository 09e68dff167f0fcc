package org.dibao.kramdown.span;

import org.dibao.kramdown.span.SpanParser.Reading;

/** Says quickly where a construct may begin, so that plain text is passed over. */
final class SpanStarts {
    private static final boolean[] ALL = table("*_`<[!$&{.->\\ ~\"'");
    private static final boolean[] CODE = table("`");
    private static final boolean[] HTML = table("<");
    private static final boolean[] CODE_AND_HTML = table("`<");

    private SpanStarts() {}

    private static boolean[] table(String marks) {
        boolean[] table = new boolean[128];
        marks.chars().forEach(c -> table[c] = true);
        return table;
    }

    /**
     * The first place where a construct may begin, or where this mark stands. A quote's construct begins with the
     * character before it.
     */
    static int next(String text, int from, int end, Reading reading, char mark) {
        boolean[] marks = switch (reading) {
            case ALL -> ALL;
            case CODE -> CODE;
            case HTML -> HTML;
            case CODE_AND_HTML -> CODE_AND_HTML;
        };
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < 128 && (marks[c] || c == mark) && mayStart(c, i + 1 < end ? text.charAt(i + 1) : 0)) {
                return isQuote(c) && i > from ? i - 1 : i;
            }
        }
        return end;
    }

    /** Most marks of text are none: what follows them says so at once. */
    private static boolean mayStart(char c, char next) {
        return switch (c) {
            case '-', '.', '>', '~', '$' -> next == c;
            case ' ' -> next == ' ' || next == '>';
            case '!' -> next == '[';
            case '{' -> next == ':';
            default -> true;
        };
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
