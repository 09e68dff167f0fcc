package org.dibao.kramdown.block;

import java.util.List;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.span.SpanParser;
import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Splits a line into cells: a pipe in code separates nothing. */
final class TableCells {
    private static final Element NOTHING = new Element(Kind.UNPARSED);

    private final Element row = new Element(Kind.ROW);
    private final Definitions definitions;
    private Element cell = NOTHING;

    private TableCells(Definitions definitions) {
        this.definitions = definitions;
    }

    /** A row whose elements are the unparsed texts of the line's cells. */
    static Element split(String text, int from, int to, boolean leadingPipe, Definitions definitions) {
        TableCells cells = new TableCells(definitions);
        cells.split(text, from, to);
        List<Element> row = cells.row.children();
        if (leadingPipe && !row.isEmpty() && !row.getFirst().hasValue()) {
            row.removeFirst();
        }
        if (!row.isEmpty() && !row.getLast().hasValue()) {
            row.removeLast();
        }
        return cells.row;
    }

    private void split(String text, int from, int to) {
        int place = from;
        while (place < to) {
            int code = text.indexOf("<code", place, to);
            int tagEnd = code < 0 ? -1 : text.indexOf('>', code, to);
            int close = tagEnd < 0 ? -1 : text.indexOf("</code>", tagEnd, to);
            int end = close < 0 ? to : code;
            addParsed(text, place, end);
            if (close >= 0) {
                append(text, code, close + 7);
                end = close + 7;
            }
            place = end;
        }
        endCell();
    }

    private void endCell() {
        String text = cell.text();
        int start = Math.min(cell.end(), Characters.skipSpace(text, cell.start()));
        int end = Characters.endWithoutSpace(text, start, cell.end());
        if (end > start) {
            cell.narrow(start, end);
            row.add(cell);
        } else {
            row.add(NOTHING);
        }
        cell = NOTHING;
    }

    private void append(String text, int from, int to) {
        if (cell == NOTHING) {
            cell = new Element(Kind.UNPARSED, text, from, to);
        } else {
            cell.append(text, from, to);
        }
    }

    private void addParsed(String text, int from, int to) {
        if (text.indexOf('`', from, to) < 0) {
            addText(text, from, to);
            return;
        }
        Element parts = new Element(Kind.ROOT);
        SpanParser.parse(text, from, to, parts, definitions, Reading.CODE);
        for (Element part : parts.children()) {
            if (part.is(Kind.TEXT)) {
                addText(part.text(), part.start(), part.end());
            } else {
                String code = quoted(part.value());
                append(code, 0, code.length());
            }
        }
    }

    private void addText(String text, int from, int to) {
        int start = from;
        for (int pipe = text.indexOf('|', from, to); pipe >= 0; pipe = text.indexOf('|', pipe + 1, to)) {
            if (pipe > from && text.charAt(pipe - 1) == '\\') {
                append(text, start, pipe - 1);
                start = pipe;
            } else {
                if (pipe > start) {
                    append(text, start, pipe);
                }
                endCell();
                start = pipe + 1;
            }
        }
        if (to > start) {
            append(text, start, to);
        }
    }

    /** Code between quotes that are longer than any inside. */
    private static String quoted(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String quote = "`".repeat(longest + 1);
        String space = longest > 0 ? " " : "";
        return quote + space + code + space + quote;
    }

    /** Whether each line of these, which all have a pipe, has one outside of code. */
    static boolean pipeOnEveryLine(String text, int from, int to, Definitions definitions) {
        if (text.indexOf('`', from, to) < 0 && text.indexOf('<', from, to) < 0) {
            return true;
        }
        Element parts = new Element(Kind.ROOT);
        SpanParser.parse(text, from, to, parts, definitions, Reading.CODE_AND_HTML);
        boolean pipe = false;
        for (Element part : parts.children()) {
            String[] lines = part.value().split("\n");
            int count = part.value().isEmpty() ? 0 : lines.length;
            if (part.is(Kind.CODE)) {
                if (count > 2 || count == 2 && !pipe) {
                    break;
                }
                pipe &= count != 2;
            } else {
                if (count > 1 && !pipe && !Tables.hasPipe(lines[0], 0)) {
                    break;
                }
                pipe = count <= 1 && pipe || count > 0 && Tables.hasPipe(lines[count - 1], 0);
            }
        }
        return pipe;
    }
}
