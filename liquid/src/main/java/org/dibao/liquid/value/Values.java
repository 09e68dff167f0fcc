package org.dibao.liquid.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.Drop;
import org.dibao.liquid.Unknown;
import org.dibao.liquid.time.Strftime;
import org.jspecify.annotations.Nullable;

/** Truth, text and sameness of values. */
public final class Values {
    private Values() {}

    public static boolean isTrue(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value) && !(value instanceof Unknown);
    }

    /** Whether it counts as nothing. */
    public static boolean isNil(@Nullable Object value) {
        return value == null || value instanceof Unknown;
    }

    /** As an output writes it: lists without anything between their items. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case List<?> list -> join(list, "");
            case Double number -> Floats.text(number);
            case BigDecimal number -> Floats.text(number.doubleValue());
            case Map<?, ?> map -> Inspection.of(map);
            case ZonedDateTime time -> Strftime.format(time, "%Y-%m-%d %H:%M:%S %z");
            case LocalDate date -> date.toString();
            case Unknown _ -> Unknown.MARK;
            default -> value.toString();
        };
    }

    /** As {@code to_s} gives it: lists as they would be written in code. */
    public static String string(@Nullable Object value) {
        return value instanceof List<?> list ? Inspection.of(list) : text(value);
    }

    /** Texts of the items, those of lists in between too. */
    public static String join(List<?> list, String glue) {
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                joined.append(glue);
            }
            first = false;
            joined.append(item instanceof List<?> inner ? join(inner, glue) : text(item));
        }
        return joined.toString();
    }

    /** The items that a filter works on: of a list with those of lists in it; a map is one item, nothing is none. */
    public static List<@Nullable Object> items(@Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>();
        switch (value) {
            case null -> {}
            case Unknown _ -> {}
            case List<?> list -> flatten(list, items);
            case IntegerRange range -> items.addAll(range.list());
            default -> items.add(value);
        }
        return items;
    }

    private static void flatten(List<?> list, List<@Nullable Object> into) {
        for (Object item : list) {
            if (item instanceof List<?> inner) {
                flatten(inner, into);
            } else {
                into.add(item);
            }
        }
    }

    public static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null || isNil(one) || isNil(other)) {
            return isNil(one) && isNil(other);
        }
        if (one instanceof Number a && other instanceof Number b) {
            return Numbers.decimal(a).compareTo(Numbers.decimal(b)) == 0;
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!areEqual(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof ZonedDateTime a && other instanceof ZonedDateTime b) {
            return a.isEqual(b);
        }
        return one.equals(other);
    }

    /** A negative number, 0 or a positive one; null if there is no order between them. */
    public static @Nullable Integer compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return Numbers.decimal(a).compareTo(Numbers.decimal(b));
        }
        if (one instanceof String a && other instanceof String b) {
            return compareTexts(a, b);
        }
        if (one instanceof ZonedDateTime a && other instanceof ZonedDateTime b) {
            return a.toInstant().compareTo(b.toInstant());
        }
        if (one instanceof LocalDate a && other instanceof LocalDate b) {
            return a.compareTo(b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                Integer order = compare(a.get(i), b.get(i));
                if (order == null || order != 0) {
                    return order;
                }
            }
            return Integer.compare(a.size(), b.size());
        }
        return areEqual(one, other) ? 0 : null;
    }

    /** By code point, as UTF-8 sorts. */
    private static int compareTexts(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** The member of a map or drop; null for other values. */
    public static @Nullable Object member(@Nullable Object of, String name) {
        return switch (of) {
            case Map<?, ?> map -> map.get(name);
            case Drop drop -> drop.get(name);
            case null, default -> null;
        };
    }

    /** Its size in characters, items or members; for an integer the bytes that Ruby needs. */
    public static @Nullable Long size(@Nullable Object value) {
        return switch (value) {
            case String text -> (long) text.codePointCount(0, text.length());
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case IntegerRange range -> range.size();
            case Long _ -> 8L;
            case Integer _ -> 8L;
            case BigInteger big -> (long) ((big.bitLength() + 63) / 64 * 8);
            case null, default -> null;
        };
    }
}
