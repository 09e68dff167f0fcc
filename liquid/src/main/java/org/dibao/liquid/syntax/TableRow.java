package org.dibao.liquid.syntax;

import java.util.List;
import java.util.Map;
import org.dibao.liquid.Drop;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Scan;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.Numbers;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** {@code tablerow}: the rows of a table. */
final class TableRow {
    private TableRow() {}

    static Node read(Token tag, Parser parser) {
        Scan scan = new Scan(tag.markup());
        scan.skipSpace();
        String variable = scan.name();
        scan.skipSpace();
        boolean in = scan.take('i') && scan.take('n');
        scan.skipSpace();
        String collection = in ? scan.fragments() : null;
        if (variable.isEmpty() || collection == null) {
            throw new LiquidException("{% tablerow %} must be written {% tablerow item in list cols: 3 %}");
        }
        Expression items = Expression.of(collection);
        Map<String, Expression> attributes = Scan.attributes(tag.markup());
        Body body = parser.block(tag, "endtablerow");
        return Tags.node(tag, false, (context, out) -> run(variable, items, attributes, body, context, out));
    }

    private static void run(
            String variable,
            Expression collection,
            Map<String, Expression> attributes,
            Body body,
            Context context,
            StringBuilder out) {
        Object all = collection.evaluate(context);
        if (!Values.isTrue(all)) {
            return;
        }
        long from = number(attributes, "offset", context);
        long to = attributes.containsKey("limit") ? from + number(attributes, "limit", context) : Long.MAX_VALUE;
        List<@Nullable Object> items = For.slice(all, from, to, context);
        Cell cell = new Cell(items.size(), number(attributes, "cols", context));
        out.append("<tr class=\"row1\">\n");
        context.within(() -> {
            context.set("tablerowloop", cell);
            for (Object item : items) {
                context.budget().steps(1);
                context.set(variable, item);
                out.append("<td class=\"col").append(cell.column).append("\">");
                body.render(context, out);
                out.append("</td>");
                if (cell.column == cell.columns && cell.index != cell.length - 1) {
                    out.append("</tr>\n<tr class=\"row").append(cell.row + 1).append("\">");
                }
                cell.next();
                Context.Interrupt why = context.interrupt();
                if (why != null) {
                    break;
                }
            }
        });
        out.append("</tr>\n");
    }

    private static long number(Map<String, Expression> attributes, String name, Context context) {
        return Numbers.whole(attributes.getOrDefault(name, Expression.NIL).evaluate(context));
    }

    /** {@code tablerowloop}. */
    private static final class Cell implements Drop {
        private final long length;
        private final long columns;
        private long index;
        private long row = 1;
        private long column = 1;

        Cell(long length, long columns) {
            this.length = length;
            this.columns = columns;
        }

        void next() {
            index++;
            if (column == columns) {
                column = 1;
                row++;
            } else {
                column++;
            }
        }

        @Override
        public @Nullable Object get(String member) {
            return switch (member) {
                case "index" -> index + 1;
                case "index0" -> index;
                case "rindex" -> length - index;
                case "rindex0" -> length - index - 1;
                case "first" -> index == 0;
                case "last" -> index == length - 1;
                case "length" -> length;
                case "row" -> row;
                case "col" -> column;
                case "col0" -> column - 1;
                case "col_first" -> column == 1;
                case "col_last" -> column == columns;
                default -> null;
            };
        }

        @Override
        public String toString() {
            return "Liquid::TablerowloopDrop";
        }
    }
}
