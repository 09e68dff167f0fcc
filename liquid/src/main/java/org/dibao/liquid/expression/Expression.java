package org.dibao.liquid.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.value.IntegerRange;
import org.dibao.liquid.value.Numbers;
import org.jspecify.annotations.Nullable;

/** A value, or where to find one. */
public sealed interface Expression {
    Expression NIL = new Literal(null);

    @Nullable
    Object evaluate(Context context);

    /** Written in the template. */
    record Literal(@Nullable Object value) implements Expression {
        @Override
        public @Nullable Object evaluate(Context context) {
            return value;
        }
    }

    /** {@code (1..n)}. */
    record Range(Expression first, Expression last) implements Expression {
        @Override
        public IntegerRange evaluate(Context context) {
            return new IntegerRange(end(first.evaluate(context)), end(last.evaluate(context)));
        }

        private static long end(@Nullable Object value) {
            return value == null || value instanceof String ? Numbers.whole(value) : Numbers.integer(value);
        }
    }

    /** {@code empty} and {@code blank} in a condition. */
    enum Emptiness implements Expression {
        EMPTY,
        BLANK;

        @Override
        public Object evaluate(Context context) {
            return this;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** A variable and its members. */
    record Variable(Lookup lookup) implements Expression {
        @Override
        public @Nullable Object evaluate(Context context) {
            return lookup.evaluate(context);
        }
    }

    Pattern INTEGER = Pattern.compile("-?\\d+");
    Pattern FLOAT = Pattern.compile("-?\\d[\\d.]+");
    Pattern LEADING_FLOAT = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    /** Anything is an expression. */
    static Expression of(String markup) {
        String text = markup.strip();
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if ((first == '"' || first == '\'') && text.charAt(text.length() - 1) == first) {
            return new Literal(text.length() == 1 ? "" : text.substring(1, text.length() - 1));
        }
        if (first == '-' || Character.isDigit(first)) {
            if (INTEGER.matcher(text).matches()) {
                return new Literal(Numbers.leading(text));
            }
            if (FLOAT.matcher(text).matches()) {
                Matcher number = LEADING_FLOAT.matcher(text);
                return new Literal(number.lookingAt() ? Double.parseDouble(number.group()) : 0.0);
            }
        }
        if (first == '(' && text.endsWith(")")) {
            Expression range = range(text);
            if (range != null) {
                return range;
            }
        }
        return switch (text) {
            case "", "nil", "null" -> NIL;
            case "true" -> new Literal(true);
            case "false" -> new Literal(false);
            case "blank", "empty" -> new Literal("");
            default -> new Variable(Lookup.of(text));
        };
    }

    /** What stands in a condition. */
    static Expression ofCondition(String markup) {
        return switch (markup) {
            case "empty" -> Emptiness.EMPTY;
            case "blank" -> Emptiness.BLANK;
            default -> of(markup);
        };
    }

    private static @Nullable Expression range(String text) {
        String inner = text.substring(1, text.length() - 1).strip();
        int dots = inner.lastIndexOf("..");
        if (dots < 1) {
            return null;
        }
        String from = inner.substring(0, dots).strip();
        String to = inner.substring(dots + 2).strip();
        if (to.isEmpty() || from.isEmpty() || hasSpace(from) || hasSpace(to)) {
            return null;
        }
        return new Range(of(from), of(to));
    }

    private static boolean hasSpace(String text) {
        return text.chars().anyMatch(Character::isWhitespace);
    }
}
