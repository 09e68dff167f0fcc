package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isBlank;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Kind;

/** Horizontal rules: three or more stars, hyphens or underscores on a line. */
final class Rules {
    private Rules() {}

    static boolean parse(BlockParser parser) {
        int end = end(parser.text, parser.pos);
        if (end == NONE) {
            return false;
        }
        parser.tree().add(parser.newBlock(Kind.RULE));
        parser.pos = end;
        return true;
    }

    /** The place after a rule that begins here, or {@link Lines#NONE}. */
    static int end(String text, int from) {
        int place = Lines.margin(text, from);
        char mark = at(text, place);
        if (mark != '*' && mark != '-' && mark != '_') {
            return NONE;
        }
        int marks = 0;
        while (at(text, place) == mark || isBlank(at(text, place))) {
            marks += at(text, place++) == mark ? 1 : 0;
        }
        return marks >= 3 && at(text, place) == '\n' ? place + 1 : NONE;
    }
}
