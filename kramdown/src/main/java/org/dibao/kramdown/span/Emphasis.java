package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isLetter;
import static org.dibao.kramdown.scan.Characters.isLetterOrDigit;
import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.span.SpanParser.Stop;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Emphasis between single stars or underscores, strong emphasis between double ones. */
final class Emphasis {
    private Emphasis() {}

    static boolean parse(SpanParser parser) {
        int start = parser.pos;
        char mark = parser.current();
        boolean strong = at(parser.text, start + 1) == mark;
        int length = strong ? 2 : 1;
        Kind kind = strong ? Kind.STRONG : Kind.EMPHASIS;
        if (cannotOpen(parser, mark, start + length) || parser.isInside(kind)) {
            parser.takeAsText(length);
            return true;
        }
        boolean maySplit = strong && !parser.tree().is(Kind.EMPHASIS);
        if (!read(parser, mark, kind) && !(maySplit && read(parser, mark, Kind.EMPHASIS))) {
            parser.takeAsText(length);
        }
        return true;
    }

    private static boolean cannotOpen(SpanParser parser, char mark, int after) {
        boolean insideWord = mark == '_' && followsLetter(parser.text, parser.pos);
        return insideWord || isSpace(at(parser.text, after)) || parser.effort().isSpent() || parser.isTooDeep();
    }

    /** Whether a letter stands before, perhaps with a hyphen between. */
    private static boolean followsLetter(String text, int at) {
        int end = at(text, at - 1) == '-' ? at - 1 : at;
        return end > 0 && isLetter(text.codePointBefore(end));
    }

    private static boolean read(SpanParser parser, char mark, Kind kind) {
        int start = parser.pos;
        int length = kind == Kind.STRONG ? 2 : 1;
        Element element = new Element(kind);
        parser.pos += length;
        if (parser.parse(element, new End(mark, length), Reading.ALL)) {
            parser.pos += length;
            parser.add(element);
            return true;
        }
        parser.rewind(start);
        return false;
    }

    private record End(char mark, int size) implements Stop {
        @Override
        public int length(String text, int at) {
            boolean here = text.charAt(at) == mark && (size == 1 || at(text, at + 1) == mark);
            return here ? size : 0;
        }

        @Override
        public boolean accepts(Element element, SpanParser parser) {
            if (isSpace(parser.previous()) || element.childCount() == 0) {
                return false;
            }
            String text = parser.text;
            int at = parser.pos;
            boolean beginsStrong = size == 1 && at(text, at + 1) == mark && at(text, at + 2) != mark;
            int after = at + size;
            boolean insideWord = mark == '_' && after < text.length() && isLetterOrDigit(text.codePointAt(after));
            return !beginsStrong && !insideWord;
        }
    }
}
