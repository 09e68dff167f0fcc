package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Paragraphs, and the empty lines between blocks. */
final class Paragraphs {
    private Paragraphs() {}

    static boolean blankLines(BlockParser parser) {
        int end = Lines.afterBlank(parser.text, parser.pos);
        if (end == NONE) {
            return false;
        }
        String lines = parser.text.substring(parser.pos, end);
        Element tree = parser.tree();
        if (tree.lastChildIs(Kind.BLANK)) {
            tree.children().getLast().append(lines);
        } else {
            tree.add(parser.newBlock(Kind.BLANK, lines));
        }
        parser.pos = end;
        return true;
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
        String content = Characters.stripEnd(text.substring(start, end));
        Element last = parser.tree().lastChild();
        if (last != null && last.is(Kind.PARAGRAPH)) {
            continueParagraph(last, text, start, content);
        } else {
            Element paragraph = parser.newBlock(Kind.PARAGRAPH);
            parser.tree().add(paragraph);
            BlockParser.addText(content.substring(Characters.skipSpace(content, 0)), paragraph);
        }
        return true;
    }

    private static boolean endsHere(BlockParser parser, int at) {
        return parser.isTooDeep() ? Boundaries.isBoundary(parser.text, at) : Boundaries.endsParagraph(parser.text, at);
    }

    private static void continueParagraph(Element paragraph, String text, int start, String content) {
        if (paragraph.lastChildIs(Kind.UNPARSED)) {
            boolean breaks = start >= 3 && text.startsWith("  \n", start - 3);
            paragraph.children().getLast().append(breaks ? "  \n" : "\n");
        }
        BlockParser.addText(content, paragraph);
    }
}
