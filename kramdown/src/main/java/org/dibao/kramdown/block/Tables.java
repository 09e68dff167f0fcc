package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.ArrayList;
import java.util.List;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Tables: lines with pipes, and lines that separate head, bodies and foot. */
final class Tables {
    /** One element serves for all of them. */
    private static final Element EMPTY_CELL = new Element(Kind.CELL);
    /** About as many characters of HTML are written for a cell. */
    private static final int MARKUP = 10;
    /** About as many are written around the cells of a table. */
    private static final int MARKUP_AROUND = 70;

    private Tables() {}

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        boolean begins = start < text.length() && !Characters.isSpace(text.charAt(start)) && hasPipe(text, start);
        if (!begins || !parser.isAfterBoundary() || parser.effort().isSpent()) {
            return false;
        }
        Rows rows = new Rows(text, parser);
        parser.withPending(rows.table);
        int end = rows.read(parser.pos);
        boolean isTable = Boundaries.isBoundary(text, end)
                && TableCells.pipeOnEveryLine(text, parser.pos, end - 1, parser.definitions)
                && parser.effort().copies(MARKUP_AROUND)
                && rows.finish();
        if (!isTable) {
            parser.effort().spend(end - parser.pos);
            return false;
        }
        parser.tree().add(rows.table);
        parser.pos = end;
        return true;
    }

    /** Whether the line has a pipe that is not escaped. */
    static boolean hasPipe(String text, int from) {
        for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == '|' && (i == from || text.charAt(i - 1) != '\\')) {
                return true;
            }
        }
        return false;
    }

    /** The place after a line of these characters, one of them {@code needed}, or {@link Lines#NONE}. */
    private static int afterSeparator(String text, int from, char needed) {
        boolean found = false;
        int place = from;
        while (place < text.length() && ("+|: \t".indexOf(text.charAt(place)) >= 0 || text.charAt(place) == needed)) {
            found |= text.charAt(place++) == needed;
        }
        return found && at(text, place) == '\n' ? place + 1 : NONE;
    }

    /** Reads the lines of one table. */
    private static final class Rows {
        private final String text;
        private final BlockParser parser;
        private final Element table = new Element(Kind.TABLE);
        private final List<Alignment> alignments = new ArrayList<>();
        private List<Element> rows = new ArrayList<>();
        private boolean hasFoot;
        private int columns;

        private Rows(String text, BlockParser parser) {
            this.text = text;
            this.parser = parser;
        }

        private int read(int from) {
            boolean leadingPipe = at(text, Characters.skipSpace(text, from)) == '|';
            int first = afterSeparator(text, from, '-');
            int place = first == NONE ? from : first;
            while (place < text.length() && hasPipe(text, place)) {
                int line = Lines.next(text, place);
                if (afterSeparator(text, place, '-') != NONE) {
                    separate(text.substring(place, line));
                } else if (afterSeparator(text, place, '=') != NONE) {
                    close(Kind.TABLE_BODY);
                    hasFoot = true;
                } else {
                    row(TableCells.split(text, place, line - 1, leadingPipe, parser.definitions));
                }
                place = line;
            }
            return place;
        }

        private void separate(String line) {
            if (rows.isEmpty()) {
                return;
            }
            if (alignments.isEmpty() && !hasFoot) {
                close(Kind.TABLE_HEAD);
                readAlignments(line);
            } else if (!hasFoot) {
                close(Kind.TABLE_BODY);
            }
        }

        private void close(Kind kind) {
            if (!rows.isEmpty()) {
                Element part = new Element(kind);
                part.children().addAll(rows);
                table.add(part);
                rows = new ArrayList<>();
            }
        }

        private void readAlignments(String line) {
            int free = 0;
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) != '-') {
                    continue;
                }
                boolean left = i > free && line.charAt(i - 1) == ':';
                while (at(line, i) == '-') {
                    i++;
                }
                boolean right = at(line, i) == ':';
                free = right ? i + 1 : i;
                alignments.add(
                        left && right
                                ? Alignment.CENTER
                                : left ? Alignment.LEFT : right ? Alignment.RIGHT : Alignment.NONE);
            }
        }

        private void row(Element row) {
            columns = Math.max(columns, row.childCount());
            rows.add(row);
        }

        /** Makes all rows equally long; false if there is no body. */
        private boolean finish() {
            close(hasFoot ? Kind.TABLE_FOOT : Kind.TABLE_BODY);
            if (table.children().stream().noneMatch(part -> part.is(Kind.TABLE_BODY))) {
                return false;
            }
            for (Element part : table.children()) {
                for (Element row : part.children()) {
                    finishRow(row, part.is(Kind.TABLE_HEAD));
                }
            }
            return true;
        }

        private void finishRow(Element row, boolean head) {
            while (row.childCount() < columns && parser.effort().copies(MARKUP)) {
                row.add(EMPTY_CELL);
            }
            List<Element> cells = row.children();
            for (int i = 0; i < row.childCount(); i++) {
                Alignment alignment = i < alignments.size() ? alignments.get(i) : Alignment.NONE;
                Element text = row.child(i);
                boolean empty = !text.hasValue() && !head && alignment == Alignment.NONE;
                cells.set(i, empty ? EMPTY_CELL : cell(text, head, alignment));
            }
        }

        private static Element cell(Element text, boolean head, Alignment alignment) {
            Element cell = new Element(head ? Kind.HEADER_CELL : Kind.CELL);
            if (text.hasValue()) {
                cell.add(text);
            }
            if (alignment != Alignment.NONE) {
                cell.attribute("style", "text-align: " + alignment.css());
            }
            return cell;
        }
    }
}
