package org.dibao.cli.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks into values of unknown form: what is of another form than expected counts as absent. */
public final class Values {
    private Values() {}

    /** Its members, or none. */
    @SuppressWarnings("unchecked") // maps from Yaml have texts as keys
    public static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Its items; a single value is a list of one, as Jekyll takes it. */
    public static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list ->
                list.stream().flatMap(item -> Stream.ofNullable(text(item))).toList();
            default -> Stream.ofNullable(text(value)).toList();
        };
    }

    /** A scalar as text, without blanks at its ends; null if it is none, or empty. */
    public static @Nullable String text(@Nullable Object value) {
        String text = value instanceof String || value instanceof Number || value instanceof Boolean
                ? value.toString().strip()
                : "";
        return text.isEmpty() ? null : text;
    }

    public static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value) || "yes".equals(value);
    }

    /** Two maps in one, and maps in them likewise; of other members those of the second count. */
    public static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>(first);
        second.forEach((name, value) -> both.put(
                name,
                value instanceof Map<?, ?> && both.get(name) instanceof Map<?, ?>
                        ? merged(map(both.get(name)), map(value))
                        : value));
        return both;
    }
}
