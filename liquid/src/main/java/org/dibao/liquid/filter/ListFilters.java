package org.dibao.liquid.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dibao.liquid.Drop;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Lookup;
import org.dibao.liquid.value.Inspection;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Liquid's filters of lists. */
final class ListFilters {
    private ListFilters() {}

    static void addTo(Filters all) {
        all.add("size", 0, 0, call -> Values.size(call.input()) instanceof Long size ? size : 0L);
        all.add("first", 0, 0, call -> Lookup.first(call.input()));
        all.add("last", 0, 0, call -> Lookup.last(call.input()));
        all.add("join", 0, 1, call -> join(call, call.has(0) ? call.text(0) : " "));
        all.add("reverse", 0, 0, call -> new ArrayList<>(call.items().reversed()));
        all.add("concat", 1, 1, ListFilters::concat);
        all.add("map", 1, 1, ListFilters::map);
        all.add("compact", 0, 1, ListFilters::compact);
        all.add("uniq", 0, 1, ListFilters::unique);
        all.add("sort_natural", 0, 1, ListFilters::sortNatural);
        all.add("pop", 0, 1, call -> part(call, 0, -call.integer(0, 1)));
        all.add("shift", 0, 1, call -> part(call, call.integer(0, 1), 0));
        all.add("push", 1, 1, call -> with(call, false));
        all.add("unshift", 1, 1, call -> with(call, true));
    }

    private static String join(Call call, String glue) {
        List<@Nullable Object> items = call.items();
        call.work((long) items.size() * glue.length());
        return Values.join(items, glue);
    }

    private static Object concat(Call call) {
        if (!(call.argument(0) instanceof List<?> more)) {
            throw new LiquidException("the filter \"concat\" needs a list");
        }
        List<@Nullable Object> all = call.items();
        call.work(Filters.ITEM * (all.size() + more.size()));
        all.addAll(more);
        return all;
    }

    /** The member of an item that has members. */
    static @Nullable Object property(@Nullable Object item, @Nullable Object property, String filter) {
        if (item instanceof Map<?, ?> || item instanceof Drop) {
            return Values.member(item, Values.text(property));
        }
        if (item instanceof String text) {
            String part = Values.text(property);
            return text.contains(part) ? part : null;
        }
        throw new LiquidException("the filter \"" + filter + "\" cannot select the property \"" + Values.text(property)
                + "\" of a value without any");
    }

    private static Object map(Call call) {
        List<@Nullable Object> mapped = new ArrayList<>();
        for (Object item : call.items()) {
            mapped.add(property(item, call.argument(0), "map"));
        }
        return mapped;
    }

    private static Object compact(Call call) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : call.items()) {
            if (!Values.isNil(call.has(0) ? property(item, call.argument(0), "compact") : item)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Object unique(Call call) {
        Set<String> seen = new HashSet<>();
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object item : call.items()) {
            if (seen.add(Inspection.of(call.has(0) ? property(item, call.argument(0), "uniq") : item))) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Object sortNatural(Call call) {
        Function<@Nullable Object, @Nullable Object> key =
                call.has(0) ? item -> property(item, call.argument(0), "sort_natural") : item -> item;
        List<@Nullable Object> sorted = call.items();
        sorted.sort(Comparator.comparing(
                item -> {
                    Object value = key.apply(item);
                    return value == null ? null : Values.text(value).toLowerCase(Locale.ROOT);
                },
                Comparator.nullsLast(Comparator.naturalOrder())));
        return sorted;
    }

    private static @Nullable Object part(Call call, long from, long lessAtEnd) {
        if (!(call.input() instanceof List<?> list)) {
            return call.input();
        }
        if (from < 0 || lessAtEnd > 0) {
            throw new LiquidException("a number of items must not be negative");
        }
        int start = (int) Math.min(list.size(), from);
        int end = (int) Math.max(start, list.size() + lessAtEnd);
        return new ArrayList<>(list.subList(start, end));
    }

    private static @Nullable Object with(Call call, boolean first) {
        if (!(call.input() instanceof List<?> list)) {
            return call.input();
        }
        List<@Nullable Object> all = new ArrayList<>(list);
        all.add(first ? 0 : all.size(), call.argument(0));
        return all;
    }
}
