package org.dibao.render.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables valid: their parts are in order, and cells neither overlap nor leave a column or row without a cell
 * starting in it. Header cells state their scope.
 */
final class HtmlTables {
    private static final Set<String> GROUPS = Set.of("thead", "tbody", "tfoot");
    private static final Set<String> NO_CAPTION = Set.of("table", "caption");

    private HtmlTables() {}

    static void complete(Element body) {
        for (Element table : Nodes.all(body, "table")) {
            parts(table);
            List<Element> groups = table.children().stream()
                    .filter(child -> GROUPS.contains(child.normalName()))
                    .toList();
            if (groups.isEmpty()) {
                unwrapTable(table);
            } else {
                new Grid().fit(groups);
            }
        }
    }

    /** Moves out content that excessive nesting has misplaced. */
    private static void outside(Element part, Element table) {
        table.before(part);
        part.tagName("div");
    }

    private static void row(Element row, Element table) {
        if (!row.normalName().equals("tr")) {
            outside(row, table);
        } else if (row.childrenSize() == 0) {
            row.remove();
        }
        for (Element cell : row.children()) {
            if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
                Element made = new Element("td");
                cell.replaceWith(made);
                made.appendChild(cell);
            }
        }
    }

    /** Sets the scope of header cells, once it is known which of them have content. */
    static void head(Element body) {
        for (Element table : Nodes.all(body, "table")) {
            headers(table.children().stream()
                    .filter(child -> GROUPS.contains(child.normalName()))
                    .toList());
        }
    }

    private static void unwrapTable(Element table) {
        for (Element part : table.children()) {
            part.tagName("div");
        }
        table.tagName("div");
    }

    /** Caption, head, bodies, foot. */
    private static void parts(Element table) {
        @Nullable Element head = null;
        @Nullable Element foot = null;
        @Nullable Element caption = null;
        for (Element part : new ArrayList<>(table.children())) {
            String name = part.normalName();
            if (GROUPS.contains(name)) {
                part.children().forEach(row -> row(row, table));
                if (part.childrenSize() == 0) {
                    part.remove();
                } else if (name.equals("thead") && head == null) {
                    head = part;
                } else if (name.equals("tfoot") && foot == null) {
                    foot = part;
                } else {
                    part.tagName("tbody");
                }
            } else if (name.equals("caption")) {
                boolean plain = caption == null
                        && !Nodes.isEmpty(part)
                        && !Nodes.any(part, inner -> NO_CAPTION.contains(inner.normalName()));
                if (plain) {
                    caption = part;
                } else {
                    outside(part, table);
                }
            } else if (name.equals("col") || name.equals("colgroup")) {
                part.remove(); // they no longer have any meaning
            } else {
                outside(part, table);
            }
        }
        if (caption != null && caption.previousElementSibling() != null) {
            table.prependChild(caption);
        }
        if (head != null && head.previousElementSibling() != caption) {
            if (caption == null) {
                table.prependChild(head);
            } else {
                caption.after(head);
            }
        }
        if (foot != null && foot.nextElementSibling() != null) {
            table.appendChild(foot);
        }
    }

    private static void headers(List<Element> groups) {
        boolean data = groups.stream()
                .anyMatch(group -> group.children().stream()
                        .anyMatch(row -> row.children().stream()
                                .anyMatch(cell -> cell.normalName().equals("td"))));
        for (Element group : groups) {
            for (Element row : group.children()) {
                boolean mixed = row.children().stream()
                        .anyMatch(cell -> cell.normalName().equals("td"));
                boolean first = true;
                for (Element cell : row.children()) {
                    if (cell.normalName().equals("th")) {
                        if (!data || Nodes.isEmpty(cell)) {
                            cell.tagName("td").removeAttr("scope");
                        } else if (!cell.hasAttr("scope")) {
                            cell.attr(
                                    "scope",
                                    first && mixed && !group.normalName().equals("thead") ? "row" : "col");
                        }
                    }
                    first = false;
                }
            }
        }
    }

    /** The grid slots occupied by cells. */
    private static final class Grid {
        private static final int MAX_COLUMNS = 2000;

        private record PlacedCell(Element cell, int column) {}

        private final List<PlacedCell> wide = new ArrayList<>();
        private final boolean[] begins = new boolean[MAX_COLUMNS + 1];
        private int columns;

        void fit(List<Element> groups) {
            for (Element group : groups) {
                int[] taken = new int[MAX_COLUMNS + 1];
                int left = group.childrenSize();
                for (Element row : group.children()) {
                    row(row, taken, left--);
                }
            }
            for (int column = columns - 1; column > 0; column--) {
                if (!begins[column]) {
                    narrow(column);
                }
            }
        }

        private void row(Element row, int[] taken, int rowsLeft) {
            int column = 0;
            for (Element cell : row.children()) {
                while (column < MAX_COLUMNS && taken[column] > 0) {
                    column++;
                }
                int width = Math.min(span(cell, "colspan"), MAX_COLUMNS - column);
                int free = 0;
                while (free < width && taken[column + free] == 0) {
                    free++;
                }
                width = set(cell, "colspan", Math.max(1, free));
                int height = set(cell, "rowspan", Math.min(span(cell, "rowspan"), rowsLeft));
                begins[column] = true;
                if (width > 1) {
                    wide.add(new PlacedCell(cell, column));
                }
                Arrays.fill(taken, column, Math.min(column + width, MAX_COLUMNS), height);
                column = Math.min(column + width, MAX_COLUMNS);
                columns = Math.max(columns, column);
            }
            for (int i = 0; i < columns; i++) {
                taken[i] = Math.max(0, taken[i] - 1);
            }
        }

        private void narrow(int column) {
            for (PlacedCell placed : wide) {
                int width = span(placed.cell, "colspan");
                if (placed.column < column && column < placed.column + width) {
                    set(placed.cell, "colspan", width - 1);
                }
            }
        }

        private static int span(Element cell, String name) {
            return cell.hasAttr(name) ? Integer.parseInt(cell.attr(name)) : 1;
        }

        private static int set(Element cell, String name, int span) {
            if (span <= 1) {
                cell.removeAttr(name);
            } else {
                cell.attr(name, Integer.toString(span));
            }
            return Math.max(1, span);
        }
    }
}
