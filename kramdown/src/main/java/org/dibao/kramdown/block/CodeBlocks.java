package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Kind;

/** Code blocks by indentation. */
final class CodeBlocks {
    private CodeBlocks() {}

    static boolean indented(BlockParser parser) {
        if (Lines.indent(parser.text, parser.pos) == NONE) {
            return false;
        }
        int end = end(parser.text, parser.pos);
        if (end == parser.pos) {
            return false;
        }
        String code = Lines.outdent(joinLazyLines(parser.text.substring(parser.pos, end)));
        parser.tree().add(parser.newBlock(Kind.CODE_BLOCK, code));
        parser.pos = end;
        return true;
    }

    /** A line that is not indented goes on where the line before it ends. */
    private static String joinLazyLines(String code) {
        StringBuilder joined = new StringBuilder(code.length());
        int start = 0;
        for (int next = Lines.next(code, 0); next < code.length(); next = Lines.next(code, next)) {
            int text = Lines.margin(code, next);
            if (!Characters.isSpace(code.charAt(text))) {
                joined.append(code, start, next - 1).append(' ');
                start = next;
            }
        }
        return joined.append(code, start, code.length()).toString();
    }

    /** The place after all indented lines, the empty lines between them, and the lines that follow one directly. */
    static int end(String text, int from) {
        int end = from;
        while (true) {
            int blank = Lines.afterBlank(text, end);
            int place = blank == NONE ? end : blank;
            if (!isIndentedText(text, place) && blank != NONE) {
                place = indentedFirstLine(text, end, blank);
            }
            if (!isIndentedText(text, place)) {
                return end;
            }
            while (isIndentedText(text, place)) {
                place = Lines.next(text, place);
            }
            while (isLazy(text, place)) {
                place = Lines.next(text, place);
            }
            end = place;
        }
    }

    private static int indentedFirstLine(String text, int from, int blank) {
        return isIndentedText(text, from) ? from : blank;
    }

    private static boolean isIndentedText(String text, int from) {
        int content = Lines.indent(text, from);
        return content != NONE && startsText(text, content);
    }

    private static boolean isLazy(String text, int from) {
        return from < text.length() && startsText(text, from) && !Boundaries.endsLazyCode(text, from);
    }

    private static boolean startsText(String text, int from) {
        int content = Lines.skipBlanks(text, from);
        return content < text.length() && !Characters.isSpace(text.charAt(content));
    }
}
