package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Code blocks between fences of back quotes or tildes. */
final class FencedCode {
    private FencedCode() {}

    static boolean isStart(String text, int content) {
        return isFence(at(text, content)) && isFence(at(text, content + 1)) && isFence(at(text, content + 2));
    }

    private static boolean isFence(char c) {
        return c == '`' || c == '~';
    }

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        int fence = Lines.margin(text, parser.pos);
        if (!isStart(text, fence) || parser.effort().isSpent()) {
            return false;
        }
        int longest = fence;
        while (isFence(at(text, longest))) {
            longest++;
        }
        int shortest = Math.max(fence + 3, longest - 8);
        for (int end = longest; end >= shortest; end--) {
            if (parse(parser, text.substring(fence, end), end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean parse(BlockParser parser, String fence, int info) {
        String text = parser.text;
        int code = Lines.next(text, info);
        String language = Characters.strip(text.substring(info, code));
        for (int i = 0; i < language.length(); i++) {
            if (Characters.isSpace(language.charAt(i))) {
                return false;
            }
        }
        for (int line = code; line < text.length(); line = Lines.next(text, line)) {
            int end = afterClosing(text, line, fence);
            if (end != NONE) {
                parser.tree().add(block(parser, text.substring(code, line), language));
                parser.pos = end;
                return true;
            }
        }
        parser.effort().spend(text.length() - code);
        return false;
    }

    private static Element block(BlockParser parser, String code, String info) {
        Element block = parser.newBlock(Kind.CODE_BLOCK, code);
        if (!info.isEmpty()) {
            int query = info.indexOf('?', 1);
            block.attribute("class", "language-" + (query < 0 ? info : info.substring(0, query)));
        }
        return block;
    }

    private static int afterClosing(String text, int line, String fence) {
        int place = Lines.margin(text, line);
        if (!text.startsWith(fence, place)) {
            return NONE;
        }
        char more = fence.charAt(fence.length() - 1);
        place += fence.length();
        while (at(text, place) == more) {
            place++;
        }
        return Lines.restIsEmpty(text, place);
    }
}
