package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.span.SpanParser.Reading;

/** Asks the constructs that a character may begin, in kramdown's order. */
final class Constructs {
    private Constructs() {}

    /** Whether a construct took what begins here. */
    static boolean parse(SpanParser parser, char first, Reading reading) {
        if (reading != Reading.ALL) {
            return first == '`' ? CodeSpans.parse(parser) : SpanHtml.parse(parser);
        }
        return parseFirst(parser, first) || Quotes.parse(parser) || parseLast(parser, first);
    }

    /** The constructs that come before quotes. */
    private static boolean parseFirst(SpanParser parser, char first) {
        return switch (first) {
            case '*', '_' -> Emphasis.parse(parser);
            case '`' -> CodeSpans.parse(parser);
            case '<' -> Autolinks.parse(parser) || SpanHtml.parse(parser);
            case '[' -> FootnoteMarks.parse(parser) || Links.parse(parser);
            case '!' -> at(parser.text, parser.pos + 1) == '[' && Links.parse(parser);
            default -> false;
        };
    }

    /** The constructs that come after them. */
    private static boolean parseLast(SpanParser parser, char first) {
        return switch (first) {
            case '$' -> InlineMath.parse(parser);
            case '{' -> SpanExtensions.parse(parser);
            case '&' -> Entities.parse(parser);
            case '-', '.', '<', '>' -> Symbols.parse(parser);
            case ' ' -> Symbols.parse(parser) || Escapes.lineBreak(parser);
            case '\\' -> Symbols.parse(parser) || Escapes.lineBreak(parser) || Escapes.character(parser);
            case '~' -> Strikethrough.parse(parser);
            default -> false;
        };
    }
}
