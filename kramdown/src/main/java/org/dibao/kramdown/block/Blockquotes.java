package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Quotations: lines after {@code >}, and lines that go on without it. */
final class Blockquotes {
    private Blockquotes() {}

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        if (at(text, Lines.margin(text, parser.pos)) != '>') {
            return false;
        }
        StringBuilder content = new StringBuilder();
        int line = parser.pos;
        do {
            int end = Lines.next(text, line);
            content.append(text, afterMark(text, line), end);
            line = end;
        } while (!Boundaries.endsLazyLines(text, line));
        parser.pos = line;
        Element quote = parser.newBlock(Kind.BLOCKQUOTE);
        parser.tree().add(quote);
        parser.parseInside(quote, content.toString());
        return true;
    }

    private static int afterMark(String text, int line) {
        int mark = Lines.margin(text, line);
        if (at(text, mark) != '>') {
            return line;
        }
        return at(text, mark + 1) == ' ' ? mark + 2 : mark + 1;
    }
}
