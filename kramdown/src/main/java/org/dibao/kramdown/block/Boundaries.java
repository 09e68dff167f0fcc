package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.scan.Tag;

/** Where a block ends. */
final class Boundaries {
    private Boundaries() {}

    /** An empty line, an end-of-block mark, an attribute list, or the end of the text. */
    static boolean isBoundary(String text, int from) {
        return from >= text.length()
                || Lines.afterBlank(text, from) != NONE
                || afterEndOfBlock(text, from) != NONE
                || afterAttributeList(text, from) != NONE;
    }

    /** A boundary, or a tag of an HTML block: what ends lines that go on without their block's mark. */
    static boolean endsLazyLines(String text, int from) {
        return isBoundary(text, from) || Tag.endsParagraph(text, Lines.margin(text, from));
    }

    /** What ends an indented code block's lines that are not indented. */
    static boolean endsLazyCode(String text, int from) {
        return afterEndOfBlock(text, from) != NONE
                || afterAttributeList(text, from) != NONE
                || Tag.endsParagraph(text, Lines.margin(text, from));
    }

    /** What ends a paragraph: besides the boundaries, the first line of most other blocks. */
    static boolean endsParagraph(String text, int from) {
        int content = Lines.margin(text, from);
        return switch (at(text, content)) {
            case '>' -> true;
            case '#' -> content == from && Headings.isHash(text, from);
            case '`', '~' -> FencedCode.isStart(text, content);
            case ':' -> isListSpace(at(text, content + 1));
            case '+', '-', '*' -> isListSpace(at(text, content + 1)) || endsLazyLines(text, from);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Lists.isNumber(text, content);
            default -> endsLazyLines(text, from);
        };
    }

    static boolean isListSpace(char c) {
        return c == '\t' || c == ' ' || c == '|';
    }

    static int afterEndOfBlock(String text, int from) {
        return at(text, from) == '^' ? Lines.restIsEmpty(text, from + 1) : NONE;
    }

    static int afterAttributeList(String text, int from) {
        int content = Lines.margin(text, from);
        return at(text, content) == '{' ? Attributes.afterBlockList(text, content) : NONE;
    }

    static boolean isSpaceOrEnd(char c) {
        return c == 0 || Characters.isSpace(c);
    }
}
