package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.span.SpanParser.Reading;

/** Says quickly where a construct may begin, so that plain text is passed over. */
final class SpanStarts {
    private static final boolean[] MARKS = new boolean[128];

    static {
        for (char c : "*_`<[!$&{.->\\ ~\"'".toCharArray()) {
            MARKS[c] = true;
        }
    }

    private SpanStarts() {}

    static boolean mayStart(String text, int index, Reading reading) {
        char c = text.charAt(index);
        return switch (reading) {
            case CODE -> c == '`';
            case HTML -> c == '<';
            case CODE_AND_HTML -> c == '`' || c == '<';
            case ALL -> c < 128 && MARKS[c] || isQuote(at(text, index + 1));
        };
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
