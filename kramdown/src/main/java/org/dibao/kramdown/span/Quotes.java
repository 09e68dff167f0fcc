package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Characters.isWordBoundary;
import static org.dibao.kramdown.scan.Lines.at;
import static org.dibao.kramdown.span.SpanStarts.isQuote;

import org.dibao.kramdown.tree.Element;

/** Straight quotes become curly ones; the character before and what follows decide which way they turn. */
final class Quotes {
    private static final String PUNCTUATION = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static final Element OPENING = Symbols.symbol("\"", "“");
    private static final Element CLOSING = Symbols.symbol("\"", "”");
    private static final Element SINGLE_OPENING = Symbols.symbol("'", "‘");
    private static final Element SINGLE_CLOSING = Symbols.symbol("'", "’");

    private Quotes() {}

    /** Takes a quote, or a character and the quote after it. */
    static boolean parse(SpanParser parser) {
        char first = parser.current();
        boolean here = isQuote(first);
        if (!here && (first == '\\' || !isQuote(at(parser.text, parser.pos + 1)))) {
            return false;
        }
        if (here && single(parser)) {
            return true;
        }
        String text = parser.text;
        boolean second = isQuote(at(text, parser.pos + 1));
        int quote = isSpace(first) && second ? parser.pos + 1 : parser.pos;
        if (isQuote(at(text, quote)) && (pairOpens(parser, quote) || decade(parser, quote))) {
            return true;
        }
        if (second) {
            afterCharacter(parser, first);
        } else if (isLast(text, parser.pos + 1)) {
            take(parser, 0, false);
        } else {
            take(parser, 0, true);
        }
        return true;
    }

    /** What follows a quote may decide alone. */
    private static boolean single(SpanParser parser) {
        String text = parser.text;
        int next = parser.pos + 1;
        char c = at(text, next);
        if (c == '*' || c == '_') {
            if (next + 1 < text.length() && !isSpace(text.charAt(next + 1))) {
                take(parser, 0, true);
                return true;
            }
        }
        if (c != 0
                && PUNCTUATION.indexOf(c) >= 0
                && !text.startsWith("..", next + 1)
                && !isWordBoundary(text, next + 1)) {
            take(parser, 0, false);
            return true;
        }
        return false;
    }

    /** Two quotes of different kinds before a word both open. */
    private static boolean pairOpens(SpanParser parser, int quote) {
        String text = parser.text;
        char inner = at(text, quote + 1);
        if (!isQuote(inner) || inner == text.charAt(quote) || !isWord(at(text, quote + 2))) {
            return false;
        }
        take(parser, quote - parser.pos, true);
        take(parser, 0, true);
        return true;
    }

    /** The apostrophe of the '80s. */
    private static boolean decade(SpanParser parser, int quote) {
        String text = parser.text;
        boolean years = text.charAt(quote) == '\''
                && isDigit(at(text, quote + 1))
                && isDigit(at(text, quote + 2))
                && at(text, quote + 3) == 's';
        if (years) {
            take(parser, quote - parser.pos, false);
        }
        return years;
    }

    private static void afterCharacter(SpanParser parser, char first) {
        String text = parser.text;
        int quote = parser.pos + 1;
        if (isSpace(first) && isWord(at(text, quote + 1))) {
            take(parser, 1, true);
        } else if (closesAfter(first)) {
            take(parser, 1, false);
        } else {
            take(parser, 1, true);
        }
    }

    private static boolean closesAfter(char c) {
        return " \\\t\r\n[{(-".indexOf(c) < 0;
    }

    private static boolean isLast(String text, int next) {
        char c = at(text, next);
        return next >= text.length() || isSpace(c) || c == 's' && isWordBoundary(text, next + 1);
    }

    /** Takes characters before a quote as text, and the quote as a curly one. */
    private static void take(SpanParser parser, int before, boolean opens) {
        parser.takeAsText(before);
        boolean isDouble = parser.current() == '"';
        parser.add(isDouble ? opens ? OPENING : CLOSING : opens ? SINGLE_OPENING : SINGLE_CLOSING);
        parser.pos++;
    }
}
