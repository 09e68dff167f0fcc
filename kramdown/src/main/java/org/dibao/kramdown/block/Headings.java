package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isAsciiLetter;
import static org.dibao.kramdown.scan.Characters.isBlank;
import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.stripEnd;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Headings, after hashes or over a line of hyphens or equals signs. */
final class Headings {
    private Headings() {}

    static boolean isHash(String text, int from) {
        int level = level(text, from);
        int content = Lines.skipBlanks(text, from + level);
        return level > 0 && content > from + level && content < text.length() && text.charAt(content) != '\n';
    }

    private static int level(String text, int from) {
        int level = 0;
        while (level < 6 && at(text, from + level) == '#') {
            level++;
        }
        return level;
    }

    static boolean hash(BlockParser parser) {
        String text = parser.text;
        if (!isHash(text, parser.pos)) {
            return false;
        }
        int level = level(text, parser.pos);
        int start = Lines.skipBlanks(text, parser.pos + level);
        int next = Lines.next(text, start);
        int end = Characters.endWithoutSpace(text, start, next);
        if (end > start && text.charAt(end - 1) != '#' && text.charAt(end - 1) != '}') {
            parser.tree().add(heading(parser, level, text, start, end));
        } else {
            add(parser, level, withoutClosingHashes(text.substring(start, end)));
        }
        parser.pos = next;
        return true;
    }

    private static String withoutClosingHashes(String content) {
        int id = idStart(content);
        String title = stripEnd(content.substring(0, id));
        int end = title.length();
        while (end > 0 && title.charAt(end - 1) == '#') {
            end--;
        }
        if (end == 0 || !isBlank(title.charAt(end - 1))) {
            return content;
        }
        return stripEnd(title.substring(0, end)) + content.substring(id);
    }

    static boolean underlined(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        if (start >= text.length() || isSpace(text.charAt(start)) || !parser.isAfterBoundary()) {
            return false;
        }
        int line = Lines.next(text, start);
        char mark = at(text, line);
        if (mark != '-' && mark != '=') {
            return false;
        }
        int end = line;
        while (at(text, end) == '-' || at(text, end) == '=') {
            end++;
        }
        int next = Lines.restIsEmpty(text, end);
        if (next == Lines.NONE) {
            return false;
        }
        add(parser, mark == '=' ? 1 : 2, stripEnd(text.substring(start, line)));
        parser.pos = next;
        return true;
    }

    private static void add(BlockParser parser, int level, String content) {
        int id = idStart(content);
        int end = Characters.endWithoutSpace(content, 0, id);
        Element heading = heading(parser, level, content, 0, end);
        if (id < content.length()) {
            heading.attribute("id", content.substring(content.lastIndexOf("{#") + 2, content.length() - 1));
        }
        parser.tree().add(heading);
    }

    private static Element heading(BlockParser parser, int level, String text, int from, int to) {
        Element heading = parser.newBlock(Kind.HEADING).level(level);
        BlockParser.addText(text, from, to, heading);
        return heading;
    }

    private static boolean isIdPart(char c, boolean first) {
        return c >= 128
                || isAsciiLetter(c)
                || c == '_'
                || c == ':'
                || !first && (Characters.isDigit(c) || c == '-' || c == '.');
    }

    /** Where {@code  {#id}} begins at the end of a heading, or its length. */
    private static int idStart(String content) {
        int brace = content.endsWith("}") ? content.lastIndexOf("{#") : -1;
        if (brace < 1 || !isBlank(content.charAt(brace - 1)) || !isIdPart(content.charAt(brace + 2), true)) {
            return content.length();
        }
        for (int i = brace + 2; i < content.length() - 1; i++) {
            if (!isIdPart(content.charAt(i), false)) {
                return content.length();
            }
        }
        return brace - 1;
    }
}
