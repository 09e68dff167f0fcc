package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Paragraphs, and the empty lines between blocks. */
final class Paragraphs {
    /** How many empty lines there are matters only in that it is one or more. */
    private static final Element EMPTY_LINE = new Element(Kind.BLANK, "\n");

    private static final Element EMPTY_LINES = new Element(Kind.BLANK, "\n\n");

    private Paragraphs() {}

    static boolean blankLines(BlockParser parser) {
        int end = Lines.afterBlank(parser.text, parser.pos);
        if (end == NONE) {
            return false;
        }
        addBlank(parser, end);
        parser.pos = end;
        return true;
    }

    private static void addBlank(BlockParser parser, int end) {
        Element tree = parser.tree();
        if (tree.lastChildIs(Kind.BLANK)) {
            tree.children().set(tree.childCount() - 1, EMPTY_LINES);
        } else {
            parser.dropPending();
            tree.add(end == parser.pos + 1 ? EMPTY_LINE : EMPTY_LINES);
        }
    }

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        int start = parser.pos;
        int first = Lines.margin(text, start);
        if (first >= text.length() || Characters.isBlank(text.charAt(first))) {
            return false;
        }
        int end = Lines.next(text, start);
        while (!endsHere(parser, end)) {
            end = Lines.next(text, end);
        }
        parser.pos = end;
        int contentEnd = Characters.endWithoutSpace(text, start, end);
        Element last = parser.tree().lastChild();
        if (last != null && last.is(Kind.PARAGRAPH)) {
            continueParagraph(last, text, start, contentEnd);
        } else {
            Element paragraph = parser.newBlock(Kind.PARAGRAPH);
            parser.tree().add(paragraph);
            int content = Math.min(contentEnd, Characters.skipSpace(text, start));
            BlockParser.addText(text, content, contentEnd, paragraph);
        }
        return true;
    }

    private static boolean endsHere(BlockParser parser, int at) {
        return parser.isTooDeep() ? Boundaries.isBoundary(parser.text, at) : Boundaries.endsParagraph(parser.text, at);
    }

    private static void continueParagraph(Element paragraph, String text, int start, int end) {
        Element last = paragraph.lastChild();
        if (last != null && last.is(Kind.UNPARSED)) {
            boolean breaks = start >= 3 && text.startsWith("  \n", start - 3);
            last.append(breaks ? "  \n" : "\n");
        }
        BlockParser.addText(text, start, end, paragraph);
    }
}
