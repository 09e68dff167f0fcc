package org.dibao.ingest.liquid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A table of {@code _data} as Jekyll reads it: comma-separated (RFC 4180) or tab-separated values, whose first line names the columns.
 *
 * @param rows each a map from columns to texts; a cell that is not there or empty without quotation marks is null
 * @param size the number of values
 */
record DataTable(List<Map<String, @Nullable Object>> rows, int size) {

    /** @throws Refused if a quotation mark is not closed, or if there are more values than allowed */
    static DataTable read(String text, char separator, int maxValues) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<@Nullable String> columns = List.of();
        int size = 0;
        Lines lines = new Lines(text.startsWith("\uFEFF") ? text.substring(1) : text, separator);
        for (List<@Nullable String> line = lines.next(); line != null; line = lines.next()) {
            size += line.size() + 1;
            if (size > maxValues) {
                throw Refused.malformed("table", "it has more than " + maxValues + " values");
            }
            if (columns.isEmpty()) {
                columns = line;
            } else {
                rows.add(row(columns, line));
            }
        }
        return new DataTable(rows, size);
    }

    private static Map<String, @Nullable Object> row(List<@Nullable String> columns, List<@Nullable String> cells) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.putIfAbsent(String.valueOf(columns.get(i)), i < cells.size() ? cells.get(i) : null);
        }
        return row;
    }

    /** Lines of cells; empty lines are passed over. */
    private static final class Lines {
        private final String text;
        private final char separator;
        private int at;

        Lines(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        @Nullable
        List<@Nullable String> next() {
            while (at < text.length() && isBreak(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return null;
            }
            List<@Nullable String> cells = new ArrayList<>();
            do {
                cells.add(cell());
            } while (at < text.length() && text.charAt(at++) == separator);
            return cells;
        }

        private @Nullable String cell() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int start = at;
            while (at < text.length() && text.charAt(at) != separator && !isBreak(text.charAt(at))) {
                at++;
            }
            return start == at ? null : text.substring(start, at);
        }

        private String quoted() {
            StringBuilder cell = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) != '"') {
                    cell.append(text.charAt(at));
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(text.charAt(at++));
                } else {
                    at++;
                    return cell.toString();
                }
            }
            throw Refused.malformed("table", "a quotation mark is not closed");
        }

        private static boolean isBreak(char c) {
            return c == '\n' || c == '\r';
        }
    }
}
