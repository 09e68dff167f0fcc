package org.dibao.liquid.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.Drop;
import org.dibao.liquid.Unknown;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.value.IntegerRange;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code name.member[index]}.
 *
 * @param name   of the variable
 * @param members each a name or an expression for one
 */
public record Lookup(Expression name, List<Expression> members, String text) {

    /** Words, and what is between brackets; what stands between these is passed over. */
    static Lookup of(String markup) {
        List<Expression> parts = new ArrayList<>();
        for (int i = 0; i < markup.length(); ) {
            char c = markup.charAt(i);
            int close = c == '[' ? markup.indexOf(']', i + 2) : -1;
            if (close > 0) {
                parts.add(Expression.of(markup.substring(i + 1, close)));
                i = close + 1;
            } else if (Scan.isSegment(c)) {
                int end = i + 1;
                while (end < markup.length() && Scan.isSegment(markup.charAt(end))) {
                    end++;
                }
                if (end < markup.length() && markup.charAt(end) == '?') {
                    end++;
                }
                parts.add(new Expression.Literal(markup.substring(i, end)));
                i = end;
            } else {
                i = c == '[' ? markup.length() : i + 1;
            }
        }
        return parts.isEmpty()
                ? new Lookup(Expression.NIL, List.of(), markup)
                : new Lookup(parts.getFirst(), List.copyOf(parts.subList(1, parts.size())), markup);
    }

    /** Whether the variable exists, whatever becomes of its members. */
    public boolean exists(Context context) {
        Object variable = name.evaluate(context);
        return variable == null || context.has(Values.text(variable));
    }

    @Nullable
    Object evaluate(Context context) {
        Object variable = name.evaluate(context);
        Object object = variable == null ? null : context.find(Values.text(variable));
        for (Expression member : members) {
            if (object == null) {
                return null;
            }
            if (object instanceof Unknown unknown) {
                return unknown;
            }
            object = member(object, member.evaluate(context), member instanceof Expression.Literal);
        }
        return object;
    }

    private static @Nullable Object member(Object object, @Nullable Object key, boolean literal) {
        Object index = key instanceof Integer number ? number.longValue() : key;
        if (object instanceof List<?> list && index instanceof Long at) {
            long place = at < 0 ? at + list.size() : at;
            return place >= 0 && place < list.size() ? list.get((int) place) : null;
        }
        if (object instanceof Map<?, ?> map && map.containsKey(Values.text(index))) {
            return map.get(Values.text(index));
        }
        if (object instanceof Drop drop) {
            return drop.get(Values.text(index));
        }
        return literal && index instanceof String command ? command(object, command) : null;
    }

    private static @Nullable Object command(Object object, String name) {
        return switch (name) {
            case "size" -> Values.size(object);
            case "first" -> first(object);
            case "last" -> last(object);
            default -> null;
        };
    }

    /** The first item or member; null if there is none. */
    public static @Nullable Object first(@Nullable Object of) {
        return switch (of) {
            case List<?> list when !list.isEmpty() -> list.getFirst();
            case Map<?, ?> map
            when !map.isEmpty() -> pair(map.entrySet().iterator().next());
            case IntegerRange range -> range.first();
            case null, default -> null;
        };
    }

    /** The last item; null if there is none. */
    public static @Nullable Object last(@Nullable Object of) {
        return switch (of) {
            case List<?> list when !list.isEmpty() -> list.getLast();
            case IntegerRange range -> range.last();
            case null, default -> null;
        };
    }

    /** A member of a map as a list of its name and its value. */
    public static List<@Nullable Object> pair(Map.Entry<?, ?> member) {
        List<@Nullable Object> pair = new ArrayList<>(2);
        pair.add(member.getKey());
        pair.add(member.getValue());
        return pair;
    }
}
