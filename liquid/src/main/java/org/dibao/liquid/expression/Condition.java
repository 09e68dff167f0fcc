package org.dibao.liquid.expression;

import java.util.List;
import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.value.IntegerRange;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * A comparison, and those that follow it: {@code a and b or c} is {@code a and (b or c)}.
 *
 * @param operator null if the value itself decides
 * @param next     what {@code and} or {@code or} joins to it
 */
public record Condition(
        Expression left,
        @Nullable String operator,
        Expression right,
        boolean and,
        @Nullable Condition next) {

    public static Condition equal(Expression left, Expression right) {
        return new Condition(left, "==", right, false, null);
    }

    /** By the strict grammar, or else by the lax rules. @throws LiquidException if neither reads it */
    public static Condition of(String markup) {
        try {
            return strict(markup);
        } catch (LiquidException e) {
            return LaxCondition.of(markup);
        }
    }

    /** @throws LiquidException if it is not valid */
    public static Condition strict(String markup) {
        StrictParser parser = new StrictParser(markup);
        Condition condition = strict(parser, 0);
        parser.end();
        return condition;
    }

    private static Condition strict(StrictParser parser, int depth) {
        if (depth > 500) {
            throw new LiquidException("a condition is too long");
        }
        Expression left = Expression.ofCondition(parser.expression());
        String operator = parser.comparison();
        Expression right = operator == null ? Expression.NIL : Expression.ofCondition(parser.expression());
        boolean and = parser.takes("and");
        boolean more = and || parser.takes("or");
        return new Condition(left, operator, right, and, more ? strict(parser, depth + 1) : null);
    }

    public boolean holds(Context context) {
        Condition each = this;
        while (true) {
            boolean result = each.compare(context);
            if (each.next == null || result != each.and) {
                return result;
            }
            each = each.next;
        }
    }

    private boolean compare(Context context) {
        Object one = left.evaluate(context);
        if (operator == null) {
            return Values.isTrue(one);
        }
        Object other = right.evaluate(context);
        return switch (operator) {
            case "==" -> equal(one, other);
            case "!=", "<>" -> !equal(one, other);
            case "contains" -> contains(one, other);
            case "<", ">", "<=", ">=" -> isOrdered(one) && isOrdered(other) && inOrder(one, other, operator);
            default -> throw new LiquidException("unknown operator " + operator);
        };
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Expression.Emptiness what) {
            return isEmpty(other, what);
        }
        if (other instanceof Expression.Emptiness what) {
            return isEmpty(one, what);
        }
        return Values.areEqual(one, other);
    }

    private static boolean isEmpty(@Nullable Object value, Expression.Emptiness what) {
        return what == Expression.Emptiness.EMPTY
                && switch (value) {
                    case String text -> text.isEmpty();
                    case List<?> list -> list.isEmpty();
                    case Map<?, ?> map -> map.isEmpty();
                    case null, default -> false;
                };
    }

    private static boolean isOrdered(@Nullable Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof java.time.ZonedDateTime
                || value instanceof java.time.LocalDate;
    }

    private static boolean inOrder(@Nullable Object one, @Nullable Object other, String operator) {
        Integer order = Values.compare(one, other);
        if (order == null) {
            throw new LiquidException("\"" + Values.text(one) + "\" and \"" + Values.text(other)
                    + "\" are of different kinds and cannot be compared");
        }
        return switch (operator) {
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    private static boolean contains(@Nullable Object all, @Nullable Object one) {
        if (!Values.isTrue(all) || !Values.isTrue(one)) {
            return false;
        }
        return switch (all) {
            case String text -> text.contains(Values.string(one));
            case List<?> list -> list.stream().anyMatch(item -> Values.areEqual(item, one));
            case Map<?, ?> map -> map.containsKey(Values.text(one));
            case IntegerRange range -> one instanceof Long number && range.contains(number);
            case null, default -> false;
        };
    }
}
