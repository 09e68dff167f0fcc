package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.scan.Tag;
import org.dibao.kramdown.tree.Element;

/**
 * What the first line of a list item or a definition says: where its text begins, and how far the lines below must be
 * indented to belong to it.
 */
record ItemShape(int start, int indentation) {
    /** Before there is any item. */
    static final ItemShape NONE_YET = new ItemShape(0, 0);

    /**
     * Reads the line after a mark that takes {@code width} columns; an attribute list goes to the item.
     *
     * @param next where the next line begins
     */
    static ItemShape of(String text, int from, int next, int width, Element item) {
        int start = Math.min(next, Characters.skipSpace(text, from));
        int list = afterAttributeList(text, start, next);
        int rest = Lines.restIsEmpty(text, list == NONE ? from : list);
        int indentation = rest == NONE ? width + leadingColumns(text, from, width) : 4;
        if (list != NONE) {
            Attributes.read(text.substring(start + 2, list - 1), item.ownAttributeList());
            start = Math.min(next, Characters.skipSpace(text, list));
        }
        return new ItemShape(start, indentation);
    }

    /** How many columns the spaces and tabs take that stand here. */
    private static int leadingColumns(String text, int from, int width) {
        int columns = 0;
        for (int i = from; Characters.isBlank(at(text, i)); i++) {
            columns += text.charAt(i) == ' ' ? 1 : 4 - (width + columns) % 4;
        }
        return columns;
    }

    /** Takes an attribute list off the front of a term and gives it to the term. */
    static String takeAttributes(String text, Element item) {
        int start = Characters.skipSpace(text, 0);
        int end = afterAttributeList(text, start, text.length());
        if (end == NONE) {
            return text;
        }
        Attributes.read(text.substring(start + 2, end - 1), item.ownAttributeList());
        return text.substring(Characters.skipSpace(text, end));
    }

    private static int afterAttributeList(String text, int from, int to) {
        if (from >= to || !text.startsWith("{:", from) || at(text, from + 2) == '/' || at(text, from + 2) == ':') {
            return NONE;
        }
        int name = Attributes.afterName(text, from + 2);
        if (name != NONE && text.substring(from + 2, name).indexOf(':') > 0) {
            return NONE;
        }
        int brace = Attributes.closingBrace(text, from + 2);
        return brace == NONE || brace >= to ? NONE : brace + 1;
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

    /** Whether the line begins with the item's whole indentation. */
    boolean startsWithIndentation(String text, int line) {
        for (int i = 0; i < indentation; i++) {
            if (at(text, line + i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Adds a line of the item's without its indentation to a text. */
    void addLine(String text, int line, int next, Element to) {
        if (at(text, line) == '\t') {
            String spaces = withoutTabs(text.substring(line, next));
            to.append(spaces, startsWithIndentation(spaces, 0) ? indentation : 0, spaces.length());
        } else {
            to.append(text, startsWithIndentation(text, line) ? line + indentation : line, next);
        }
    }

    /** The line with tabs at its beginning as spaces. */
    static String withoutTabs(String line) {
        int tabs = 0;
        while (at(line, tabs) == '\t') {
            tabs++;
        }
        return " ".repeat(4 * tabs) + line.substring(tabs);
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
