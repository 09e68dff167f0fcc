package org.dibao.liquid.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.run.Context;
import org.jspecify.annotations.Nullable;

/** A value and the filters that it goes through: what an output or an assignment has. */
public record Output(Expression value, List<Call> filters) {

    /** A filter with its arguments. */
    public record Call(String name, List<Expression> arguments, Map<String, Expression> named) {}

    /** Any text is read: by the strict grammar, or else as much of it as has a meaning. */
    public static Output of(String markup) {
        try {
            return strict(markup);
        } catch (LiquidException e) {
            return lax(markup);
        }
    }

    private static Output strict(String markup) {
        StrictParser parser = new StrictParser(markup);
        if (parser.isAtEnd()) {
            return new Output(Expression.NIL, List.of());
        }
        Expression value = Expression.of(parser.expression());
        List<Call> calls = new ArrayList<>();
        while (parser.takes('|')) {
            Call call = new Call(parser.id(), new ArrayList<>(), new LinkedHashMap<>());
            if (parser.takes(':')) {
                do {
                    if (parser.isAttribute()) {
                        call.named.put(parser.attribute(), Expression.of(parser.expression()));
                    } else {
                        call.arguments.add(Expression.of(parser.expression()));
                    }
                } while (parser.takes(','));
            }
            calls.add(call);
        }
        parser.end();
        return new Output(value, calls);
    }

    private static Output lax(String markup) {
        Scan scan = new Scan(markup);
        String first = scan.nextFragment();
        List<Call> calls = new ArrayList<>();
        if (first == null) {
            return new Output(Expression.NIL, calls);
        }
        int bar = markup.indexOf('|', scan.at());
        while (bar >= 0 && bar < markup.length()) {
            int end = end(markup, bar + 1);
            Call call = call(markup.substring(bar + 1, end));
            if (call != null) {
                calls.add(call);
            }
            bar = end;
        }
        return new Output(Expression.of(first), calls);
    }

    /** Where a filter ends: at the next bar outside quotes, or at a quotation mark that is not closed. */
    private static int end(String markup, int from) {
        Scan scan = new Scan(markup);
        scan.at(from);
        while (!scan.isAtEnd()) {
            scan.skipSpace();
            if (scan.fragment() == null && !scan.take(',')) {
                break;
            }
        }
        return Math.min(scan.at(), markup.length()) == from ? Math.min(from + 1, markup.length()) : scan.at();
    }

    private static @Nullable Call call(String markup) {
        int start = 0;
        while (start < markup.length() && !Scan.isWord(markup.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < markup.length() && Scan.isWord(markup.charAt(end))) {
            end++;
        }
        if (end == start) {
            return null;
        }
        Call call = new Call(markup.substring(start, end), new ArrayList<>(), new LinkedHashMap<>());
        Scan scan = new Scan(markup);
        while (!scan.isAtEnd()) {
            if (scan.take(':') || scan.take(',')) {
                argument(scan, call);
            } else {
                scan.skip();
            }
        }
        return call;
    }

    private static void argument(Scan scan, Call call) {
        scan.skipSpace();
        int before = scan.at();
        String name = scan.name();
        scan.skipSpace();
        if (!name.isEmpty() && scan.take(':')) {
            scan.skipSpace();
            String value = scan.fragment();
            if (value != null) {
                call.named.put(name, Expression.of(value));
                return;
            }
        }
        scan.at(before);
        String value = scan.fragment();
        if (value != null) {
            call.arguments.add(Expression.of(value));
        }
    }

    /** @throws LiquidException if a filter fails */
    public @Nullable Object evaluate(Context context) {
        Object result = value.evaluate(context);
        for (Call call : filters) {
            context.budget().steps(1);
            if (!context.filters().knows(call.name)) {
                context.warn("there is no filter \"" + call.name + "\": its input is left as it is");
                continue;
            }
            List<@Nullable Object> arguments = new ArrayList<>(call.arguments.size() + 1);
            call.arguments.forEach(argument -> arguments.add(argument.evaluate(context)));
            if (!call.named.isEmpty()) {
                Map<String, @Nullable Object> named = new LinkedHashMap<>();
                call.named.forEach((name, argument) -> named.put(name, argument.evaluate(context)));
                arguments.add(named);
            }
            result = context.filters().call(call.name, result, arguments, context);
        }
        return result;
    }
}
