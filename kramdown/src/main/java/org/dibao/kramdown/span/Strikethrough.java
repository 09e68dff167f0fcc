package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Text between double tildes. */
final class Strikethrough {
    private Strikethrough() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos + 2;
        char first = at(text, start);
        boolean opens = parser.startsWith("~~") && start < text.length() && !isSpace(first) && first != '~';
        if (!opens || parser.effort().isSpent() || parser.isTooDeep()) {
            return false;
        }
        int close = text.indexOf("~~", start + 1);
        while (close >= 0 && (isSpace(text.charAt(close - 1)) || text.charAt(close - 1) == '~')) {
            close = text.indexOf("~~", close + 1);
        }
        if (close < 0) {
            parser.effort().spend(text.length() - start);
            return false;
        }
        Element element = new Element(Kind.STRIKETHROUGH);
        parser.add(element);
        parser.parseApart(start, close, element);
        parser.pos = close + 2;
        return true;
    }
}
