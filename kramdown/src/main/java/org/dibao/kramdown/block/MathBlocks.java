package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Kind;

/** Mathematics between {@code $$} that stands as a block of its own. */
final class MathBlocks {
    private MathBlocks() {}

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        boolean escaped = at(text, start) == '\\';
        int open = escaped ? start + 1 : start;
        if (!text.startsWith("$$", open)
                || !parser.isAfterBoundary()
                || parser.effort().isSpent()) {
            return false;
        }
        int close = text.indexOf("$$", open + 2);
        if (close < 0) {
            parser.effort().spend(text.length() - open);
            return false;
        }
        int lineEnd = Lines.restIsEmpty(text, close + 2);
        if (escaped) {
            if (lineEnd != NONE) {
                parser.pos = open;
            }
            return false;
        }
        int after = lineEnd == NONE ? close + 2 : lineEnd;
        if (!Boundaries.isBoundary(text, after)) {
            parser.effort().spend(after - open);
            return false;
        }
        String math = Characters.strip(text.substring(open + 2, close));
        parser.tree().add(parser.newBlock(Kind.MATH, math).block(true));
        parser.pos = after;
        return true;
    }
}
