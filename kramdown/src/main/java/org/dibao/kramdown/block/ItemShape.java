package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.scan.Tag;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;

/**
 * What the first line of a list item or a definition says: its text, and how far the lines below must be indented to
 * belong to it.
 */
record ItemShape(String content, int indentation) {
    /** Reads the text after a mark that takes {@code width} columns; an attribute list goes to the item. */
    static ItemShape of(String text, int width, Element item) {
        int list = Characters.skipSpace(text, 0);
        int afterList = afterAttributeList(text, list);
        boolean empty = Lines.restIsEmpty(text, afterList == NONE ? 0 : afterList) != NONE;
        int indentation = 4;
        String content = text;
        if (!empty) {
            content = expandLeadingTabs(text, width);
            int spaces = 0;
            while (at(content, spaces) == ' ') {
                spaces++;
            }
            indentation = width + spaces;
        }
        content = content.substring(Characters.skipSpace(content, 0));
        int end = afterAttributeList(content, 0);
        if (end != NONE) {
            AttributeList attributes = item.ownAttributeList();
            Attributes.read(content.substring(2, end - 1), attributes);
            content = content.substring(Characters.skipSpace(content, end));
        }
        return new ItemShape(content, indentation);
    }

    /** Takes an attribute list off the front of a term and gives it to the term. */
    static String takeAttributes(String text, Element item) {
        int start = Characters.skipSpace(text, 0);
        int end = afterAttributeList(text, start);
        if (end == NONE) {
            return text;
        }
        Attributes.read(text.substring(start + 2, end - 1), item.ownAttributeList());
        return text.substring(Characters.skipSpace(text, end));
    }

    private static int afterAttributeList(String text, int from) {
        if (!text.startsWith("{:", from) || at(text, from + 2) == '/' || at(text, from + 2) == ':') {
            return NONE;
        }
        int name = Attributes.afterName(text, from + 2);
        if (name != NONE && text.substring(from + 2, name).indexOf(':') > 0) {
            return NONE;
        }
        int brace = Attributes.closingBrace(text, from + 2);
        return brace == NONE ? NONE : brace + 1;
    }

    private static String expandLeadingTabs(String text, int width) {
        StringBuilder spaces = new StringBuilder();
        int at = 0;
        for (; at < text.length() && Characters.isBlank(text.charAt(at)); at++) {
            int columns = text.charAt(at) == ' ' ? 1 : 4 - (width + spaces.length()) % 4;
            spaces.repeat(' ', columns);
        }
        return at == 0 ? text : spaces.append(text, at, text.length()).toString();
    }

    /** Whether a line is indented as far as the item's text. */
    boolean isIndented(String text, int line) {
        int place = line;
        for (int steps = indentation / 4; steps > 0; steps--) {
            place = Lines.indent(text, place);
            if (place == NONE) {
                return false;
            }
        }
        boolean spaces = true;
        for (int i = 0; i < indentation % 4; i++) {
            spaces &= at(text, place + i) == ' ';
        }
        return (spaces || Lines.indent(text, place) != NONE) && Lines.hasText(text, line);
    }

    /** Whether a line that is not indented goes on with the item's text. */
    boolean isLazy(String text, int line) {
        if (!Lines.hasText(text, line)) {
            return false;
        }
        int place = line;
        while (place < line + Math.min(indentation, 3) && at(text, place) == ' ') {
            place++;
        }
        boolean ends = at(text, place) == '{' && Attributes.afterBlockList(text, place) != NONE
                || Tag.endsParagraph(text, place);
        return !ends;
    }

    /** The line with tabs at its beginning as spaces. */
    static String withoutTabs(String line) {
        int tabs = 0;
        while (at(line, tabs) == '\t') {
            tabs++;
        }
        return tabs == 0 ? line : " ".repeat(4 * tabs) + line.substring(tabs);
    }

    /** Whether the line begins with the item's whole indentation. */
    boolean startsWithIndentation(String line) {
        for (int i = 0; i < indentation; i++) {
            if (at(line, i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** How far the mark of the next item may be indented. */
    int margin() {
        return Math.min(3, indentation - 1);
    }

    /** The place after a number and its dot, or {@link Lines#NONE}. */
    static int afterNumber(String text, int from) {
        int place = from;
        while (isDigit(at(text, place))) {
            place++;
        }
        return place > from && at(text, place) == '.' ? place + 1 : NONE;
    }
}
