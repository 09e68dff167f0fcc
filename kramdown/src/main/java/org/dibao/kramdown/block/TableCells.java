package org.dibao.kramdown.block;

import java.util.ArrayList;
import java.util.List;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.span.SpanParser;
import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Splits a line into cells: a pipe in code separates nothing. */
final class TableCells {
    private TableCells() {}

    static List<String> split(String line, boolean leadingPipe, Definitions definitions) {
        List<StringBuilder> cells = new ArrayList<>();
        int place = 0;
        while (place < line.length()) {
            int code = line.indexOf("<code", place);
            int tagEnd = code < 0 ? -1 : line.indexOf('>', code);
            int close = tagEnd < 0 ? -1 : line.indexOf("</code>", tagEnd);
            int end = close < 0 ? line.length() : code;
            addParsed(line.substring(place, end), cells, definitions);
            if (close >= 0) {
                append(cells, line.substring(code, close + 7));
                end = close + 7;
            }
            place = end;
        }
        if (leadingPipe && !cells.isEmpty() && isEmpty(cells.getFirst())) {
            cells.removeFirst();
        }
        if (!cells.isEmpty() && isEmpty(cells.getLast())) {
            cells.removeLast();
        }
        return cells.stream().map(StringBuilder::toString).toList();
    }

    private static boolean isEmpty(StringBuilder cell) {
        return Characters.skipSpace(cell.toString(), 0) == cell.length();
    }

    private static void append(List<StringBuilder> cells, String part) {
        if (cells.isEmpty()) {
            cells.add(new StringBuilder());
        }
        cells.getLast().append(part);
    }

    private static void addParsed(String part, List<StringBuilder> cells, Definitions definitions) {
        Element parts = new Element(Kind.ROOT);
        SpanParser.parse(part, 0, part.length(), parts, definitions, Reading.CODE);
        for (Element element : parts.children()) {
            if (element.is(Kind.TEXT)) {
                addText(element.value(), cells);
            } else {
                append(cells, quoted(element.value()));
            }
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

    private static void addText(String text, List<StringBuilder> cells) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (end || text.charAt(i) == '|' && (i == 0 || text.charAt(i - 1) != '\\')) {
                append(cells, text.substring(start, i).replace("\\|", "|"));
                if (!end) {
                    cells.add(new StringBuilder());
                }
                start = i + 1;
            }
        }
    }

    /** Whether each line has a pipe outside of code. */
    static boolean pipeOnEveryLine(String text, int from, int to, Definitions definitions) {
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
