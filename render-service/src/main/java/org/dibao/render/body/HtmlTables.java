package org.dibao.render.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
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
        Edits edits = new Edits();
        for (Element table : Nodes.all(body, "table")) {
            List<Node> outside = new ArrayList<>();
            parts(table, outside);
            if (!outside.isEmpty()) {
                outside.add(table);
                edits.replace(table, outside);
            }
            List<Element> groups = table.children().stream()
                    .filter(child -> GROUPS.contains(child.normalName()))
                    .toList();
            if (groups.isEmpty()) {
                unwrapTable(table);
            } else {
                new Grid().fit(groups);
            }
        }
        edits.make();
    }

    private static void rows(Element group, List<Node> outside) {
        for (Node node : Edits.taken(group)) {
            if (node instanceof Element row && !row.normalName().equals("tr")) {
                outside.add(row.tagName("div"));
                cells(row);
            } else if (!(node instanceof Element row) || row.childrenSize() > 0) {
                group.appendChild(node);
                if (node instanceof Element row) {
                    cells(row);
                }
            }
        }
    }

    private static void cells(Element row) {
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

    /**
     * Puts caption, head, bodies and foot in order.
     *
     * @param outside receives content that excessive nesting has misplaced: it goes before the table
     */
    private static void parts(Element table, List<Node> outside) {
        @Nullable Element head = null;
        @Nullable Element foot = null;
        @Nullable Element caption = null;
        for (Node node : Edits.taken(table)) {
            if (!(node instanceof Element part)) {
                table.appendChild(node);
                continue;
            }
            String name = part.normalName();
            if (GROUPS.contains(name)) {
                rows(part, outside);
                if (part.childrenSize() == 0) {
                    continue;
                }
                table.appendChild(part);
                if (name.equals("thead") && head == null) {
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
                    table.appendChild(part);
                    caption = part;
                } else {
                    outside.add(part.tagName("div"));
                }
            } else if (!name.equals("col") && !name.equals("colgroup")) { // they no longer have any meaning
                outside.add(part.tagName("div"));
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
            narrow();
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

        /** Narrows cells so that they span no column in which no cell starts. */
        private void narrow() {
            int[] begun = new int[columns + 1]; // before each column
            for (int column = 0; column < columns; column++) {
                begun[column + 1] = begun[column] + (begins[column] ? 1 : 0);
            }
            for (PlacedCell placed : wide) {
                int end = placed.column + span(placed.cell, "colspan");
                set(placed.cell, "colspan", 1 + begun[end] - begun[placed.column + 1]);
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
