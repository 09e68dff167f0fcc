package org.dibao.liquid.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Lookup;
import org.dibao.liquid.expression.Scan;
import org.dibao.liquid.expression.StrictParser;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.IntegerRange;
import org.dibao.liquid.value.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * {@code for}.
 *
 * @param name tells its offset apart from those of other loops
 * @param from null for the beginning
 */
record For(
        String variable,
        String name,
        Expression collection,
        boolean reversed,
        @Nullable String from,
        @Nullable String limit) {

    static Node read(Token tag, Parser parser) {
        For loop = of(tag.markup());
        Body body = new Body();
        @Nullable Body other = null;
        Token next = parser.body(body, "endfor");
        if (next != null && next.name().equals("else")) {
            other = new Body();
            next = parser.body(other, "endfor");
        }
        while (next != null && !Parser.isEnd(next, "endfor")) {
            parser.refuse(body, next, "{% " + next.name() + " %} does not belong into {% for %}");
            next = next.name().startsWith("end") ? next : parser.body(other == null ? body : other, "endfor");
            if (next != null && next.name().startsWith("end")) {
                break;
            }
        }
        if (next == null) {
            parser.neverClosed(tag);
        }
        boolean blank = body.isBlank() && (other == null || other.isBlank());
        if (blank) {
            body.removeTexts();
            if (other != null) {
                other.removeTexts();
            }
        }
        Body none = other;
        return Tags.node(tag, blank, (context, out) -> loop.run(body, none, context, out));
    }

    private static For of(String markup) {
        try {
            return strict(new StrictParser(markup));
        } catch (LiquidException e) {
            return lax(markup);
        }
    }

    private static For strict(StrictParser parser) {
        String variable = parser.id();
        if (!parser.takes("in")) {
            throw new LiquidException("\"in\" is missing");
        }
        String collection = parser.expression();
        boolean reversed = parser.takes("reversed");
        String from = null;
        String limit = null;
        while (parser.isAttribute()) {
            switch (parser.attribute()) {
                case "offset" -> from = parser.expression();
                case "limit" -> limit = parser.expression();
                default -> throw new LiquidException("a loop has a limit and an offset");
            }
        }
        parser.end();
        return new For(variable, variable + "-" + collection, Expression.of(collection), reversed, from, limit);
    }

    private static For lax(String markup) {
        Scan scan = new Scan(markup);
        String variable = scan.run(c -> c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
        scan.skipSpace();
        boolean in = scan.take('i')
                && scan.take('n')
                && !scan.isAtEnd()
                && Scan.isSpace(scan.rest().charAt(0));
        scan.skipSpace();
        String collection = in ? scan.fragments() : null;
        if (variable.isEmpty() || collection == null) {
            throw new LiquidException("{% for %} must be written {% for item in list %}");
        }
        scan.skipSpace();
        String rest = scan.rest();
        Map<String, String> attributes = texts(rest);
        return new For(
                variable,
                variable + "-" + collection,
                Expression.of(collection),
                rest.startsWith("reversed"),
                attributes.get("offset"),
                attributes.get("limit"));
    }

    private static Map<String, String> texts(String markup) {
        Map<String, String> texts = new java.util.HashMap<>();
        Scan scan = new Scan(markup);
        while (!scan.isAtEnd()) {
            String name = scan.name();
            if (name.isEmpty()) {
                scan.skip();
                continue;
            }
            scan.skipSpace();
            if (scan.take(':')) {
                scan.skipSpace();
                String value = scan.fragment();
                if (value != null) {
                    texts.put(name, value);
                }
            }
        }
        return texts;
    }

    private void run(Body body, @Nullable Body none, Context context, StringBuilder out) {
        List<@Nullable Object> items = segment(context);
        if (items.isEmpty()) {
            if (none != null) {
                none.render(context, out);
            }
            return;
        }
        context.within(() -> {
            Object outer = context.registers().get("forloop");
            Loop loop = new Loop(name, items.size(), outer);
            context.registers().put("forloop", loop);
            context.set("forloop", loop);
            try {
                for (Object item : items) {
                    context.budget().steps(1);
                    context.set(variable, item);
                    body.render(context, out);
                    loop.next();
                    Context.Interrupt why = context.interrupt();
                    context.interrupt(null);
                    if (why == Context.Interrupt.BREAK) {
                        break;
                    }
                }
            } finally {
                context.registers().put("forloop", outer);
            }
        });
    }

    private List<@Nullable Object> segment(Context context) {
        String register = "for " + name;
        long start = 0;
        if ("continue".equals(from)) {
            start = context.registers().get(register) instanceof Long before ? before : 0;
        } else if (from != null) {
            start = optional(Expression.of(from), context, 0);
        }
        long most = limit == null ? -1 : optional(Expression.of(limit), context, -1);
        boolean limited = limit != null && Expression.of(limit).evaluate(context) != null;
        List<@Nullable Object> items =
                slice(collection.evaluate(context), start, limited ? start + most : Long.MAX_VALUE, context);
        context.registers().put(register, start + items.size());
        return reversed ? items.reversed() : items;
    }

    private static long optional(Expression number, Context context, long otherwise) {
        Object value = number.evaluate(context);
        return value == null ? otherwise : Numbers.integer(value);
    }

    /** Of a text, itself; of a map, its members. */
    static List<@Nullable Object> slice(@Nullable Object of, long from, long to, Context context) {
        List<@Nullable Object> items = new ArrayList<>();
        switch (of) {
            case String text -> {
                if (!text.isEmpty()) {
                    items.add(text);
                }
                return items;
            }
            case IntegerRange range -> {
                long first = range.first() + Math.max(0, from);
                long last = Math.min(range.last(), to == Long.MAX_VALUE ? range.last() : range.first() + to - 1);
                context.budget().steps(Math.max(0, last - first));
                for (long each = first; each <= last; each++) {
                    items.add(each);
                }
            }
            case List<?> list -> add(list, from, to, items);
            case Map<?, ?> map -> add(map.entrySet().stream().map(Lookup::pair).toList(), from, to, items);
            case null, default -> {}
        }
        return items;
    }

    private static void add(List<?> list, long from, long to, List<@Nullable Object> items) {
        for (long i = Math.max(0, from); i < Math.min(list.size(), to); i++) {
            items.add(list.get((int) i));
        }
    }
}
