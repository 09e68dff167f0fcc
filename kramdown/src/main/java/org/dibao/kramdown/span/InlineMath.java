package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.strip;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Mathematics between {@code $$} inside a text. */
final class InlineMath {
    private InlineMath() {}

    static boolean parse(SpanParser parser) {
        if (!parser.startsWith("$$") || parser.effort().isSpent()) {
            return false;
        }
        int start = parser.pos + 2;
        int close = parser.text.indexOf("$$", start);
        if (close < 0) {
            parser.effort().spend(parser.text.length() - start);
            return false;
        }
        parser.add(new Element(Kind.MATH, strip(parser.text.substring(start, close))));
        parser.pos = close + 2;
        return true;
    }
}
