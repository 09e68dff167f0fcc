package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Code between back quotes. */
final class CodeSpans {
    private CodeSpans() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos;
        int content = start;
        while (at(text, content) == '`') {
            content++;
        }
        int length = content - start;
        boolean alone = length == 1 && (start == 0 || isSpace(at(text, start - 1))) && isSpace(at(text, content));
        if (alone || parser.effort().isSpent()) {
            parser.takeAsText(length);
            return true;
        }
        int close = text.indexOf(text.substring(start, content), content);
        if (close < 0) {
            parser.effort().spend(text.length() - content);
            parser.takeAsText(length);
            return true;
        }
        String code = text.substring(content, close);
        if (length > 1) {
            code = code.startsWith(" ") ? code.substring(1) : code;
            code = code.endsWith(" ") ? code.substring(0, code.length() - 1) : code;
        }
        parser.pos = close + length;
        parser.add(new Element(Kind.CODE, code));
        return true;
    }
}
