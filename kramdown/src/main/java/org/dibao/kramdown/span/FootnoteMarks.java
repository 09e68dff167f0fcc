package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.block.Definitions.Footnote;
import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Marks that point to a footnote. */
final class FootnoteMarks {
    /** About as many characters of HTML are written for a note's first mark. */
    private static final int FIRST = 100;
    /** For each further mark, with the link back to it from the note. */
    private static final int REPEATED = 220;

    private FootnoteMarks() {}

    static boolean parse(SpanParser parser) {
        if (at(parser.text, parser.pos + 1) != '^') {
            return false;
        }
        int end = Attributes.afterName(parser.text, parser.pos + 2);
        if (end == NONE || at(parser.text, end) != ']') {
            return false;
        }
        String name = parser.text.substring(parser.pos + 2, end);
        Footnote footnote = parser.definitions.footnotes().get(name);
        if (footnote == null || !parser.effort().copies(parser.definitions.pointsFirstTo(name) ? FIRST : REPEATED)) {
            parser.takeAsText(end + 1 - parser.pos);
            return true;
        }
        Element mark = parser.element(Kind.FOOTNOTE, parser.pos + 2, end);
        parser.definitions.apply(footnote.place().attributeList(), mark);
        parser.add(mark);
        parser.pos = end + 1;
        return true;
    }
}
