package org.dibao.liquid.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Condition;
import org.dibao.liquid.expression.Output;
import org.dibao.liquid.value.IntegerRange;
import org.dibao.liquid.value.Numbers;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Jekyll's filters that choose, sort and group items by what they are. */
final class QueryFilters {
    private static final Pattern INTEGER = Pattern.compile("\\s*-?\\d+\\s*");
    private static final Pattern FLOAT = Pattern.compile("\\s*-?(?:\\d+\\.?\\d*|\\.\\d+)\\s*");

    private QueryFilters() {}

    static void addTo(Filters all) {
        all.add("where", 2, 2, call -> where(call, false));
        all.add("find", 2, 2, call -> where(call, true));
        all.add("where_exp", 2, 2, call -> whereExpression(call, false));
        all.add("find_exp", 2, 2, call -> whereExpression(call, true));
        all.add("group_by", 1, 1, QueryFilters::groupBy);
        all.add("group_by_exp", 2, 2, QueryFilters::groupByExpression);
        all.add("sort", 0, 2, QueryFilters::sort);
    }

    /** The items of a list, or the values of a map; null for anything else. */
    private static @Nullable List<@Nullable Object> all(Call call) {
        List<@Nullable Object> all = switch (call.input()) {
            case List<?> list -> new ArrayList<>(list);
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case IntegerRange range -> new ArrayList<>(range.list());
            case null, default -> null;
        };
        call.context().budget().steps(all == null ? 0 : all.size());
        return all;
    }

    private static @Nullable Object where(Call call, boolean one) {
        Object value = call.argument(1);
        List<@Nullable Object> all = all(call);
        if (all == null || !Values.isTrue(call.argument(0)) || value instanceof List<?> || value instanceof Map<?, ?>) {
            return call.input();
        }
        List<@Nullable Object> chosen = new ArrayList<>();
        for (Object item : all) {
            if (matches(property(item, call.text(0)), value)) {
                if (one) {
                    return item;
                }
                chosen.add(item);
            }
        }
        return one ? null : chosen;
    }

    private static boolean matches(@Nullable Object property, @Nullable Object target) {
        if (target == null) {
            return property == null;
        }
        String text = Values.string(target);
        return switch (property) {
            case null -> false;
            case String own -> own.equals(text);
            case List<?> list ->
                list.stream().anyMatch(each -> Values.string(each).equals(text));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .anyMatch(each -> Values.string(org.dibao.liquid.expression.Lookup.pair(each))
                                .equals(text));
            default -> Values.string(property).equals(text);
        };
    }

    /** A member, also one of a member; texts that are numbers count as such. */
    private static @Nullable Object property(@Nullable Object item, String name) {
        Object value = item;
        for (String part : name.split("\\.")) {
            value = value instanceof String || value instanceof Number || value instanceof Boolean
                    ? ListFilters.property(value, part, "where")
                    : Values.member(value, part);
        }
        return number(value);
    }

    private static @Nullable Object number(@Nullable Object value) {
        String text = Values.string(value);
        if (text.length() > 100) {
            return value;
        }
        if (INTEGER.matcher(text).matches()) {
            return Numbers.leading(text);
        }
        return FLOAT.matcher(text).matches() ? (Object) Double.valueOf(text.strip()) : value;
    }

    private static @Nullable Object whereExpression(Call call, boolean one) {
        List<@Nullable Object> all = all(call);
        if (all == null) {
            return call.input();
        }
        Condition condition = Condition.strict(call.text(1));
        List<@Nullable Object> chosen = new ArrayList<>();
        call.context().within(() -> {
            for (Object item : all) {
                call.context().set(call.text(0), item);
                if (condition.holds(call.context())) {
                    chosen.add(item);
                    if (one) {
                        return;
                    }
                }
            }
        });
        return one ? (chosen.isEmpty() ? null : chosen.getFirst()) : chosen;
    }

    private static @Nullable Object groupBy(Call call) {
        List<@Nullable Object> all = groupable(call);
        if (all == null) {
            return call.input();
        }
        Map<@Nullable Object, List<@Nullable Object>> groups = new LinkedHashMap<>();
        for (Object item : all) {
            groups.computeIfAbsent(Values.string(property(item, call.text(0))), _ -> new ArrayList<>())
                    .add(item);
        }
        return groups(groups);
    }

    /** A map is grouped member by member. */
    private static @Nullable List<@Nullable Object> groupable(Call call) {
        if (call.input() instanceof Map<?, ?> map) {
            return new ArrayList<>(map.entrySet().stream()
                    .map(org.dibao.liquid.expression.Lookup::pair)
                    .toList());
        }
        return all(call);
    }

    private static @Nullable Object groupByExpression(Call call) {
        List<@Nullable Object> all = groupable(call);
        if (all == null) {
            return call.input();
        }
        Output expression = Output.of(call.text(1));
        Map<@Nullable Object, List<@Nullable Object>> groups = new LinkedHashMap<>();
        call.context().within(() -> {
            for (Object item : all) {
                call.context().set(call.text(0), item);
                groups.computeIfAbsent(expression.evaluate(call.context()), _ -> new ArrayList<>())
                        .add(item);
            }
        });
        return groups(groups);
    }

    private static List<@Nullable Object> groups(Map<@Nullable Object, List<@Nullable Object>> groups) {
        List<@Nullable Object> list = new ArrayList<>();
        groups.forEach((name, items) -> {
            Map<String, @Nullable Object> group = new LinkedHashMap<>();
            group.put("name", name);
            group.put("items", items);
            group.put("size", (long) items.size());
            list.add(group);
        });
        return list;
    }

    private static Object sort(Call call) {
        List<@Nullable Object> all = call.input() instanceof Map<?, ?> ? groupable(call) : all(call);
        if (all == null) {
            throw new LiquidException("the filter \"sort\" needs a list");
        }
        String nils = call.has(1) ? call.text(1) : "first";
        if (!nils.equals("first") && !nils.equals("last")) {
            throw new LiquidException("the filter \"sort\" puts what has no value \"first\" or \"last\"");
        }
        if (call.argument(0) == null) {
            all.sort(QueryFilters::compare);
            return all;
        }
        record Keyed(@Nullable Object key, @Nullable Object item) {}
        int order = nils.equals("first") ? -1 : 1;
        List<Keyed> keyed = new ArrayList<>();
        all.forEach(item -> keyed.add(new Keyed(property(item, call.text(0)), item)));
        keyed.sort((a, b) -> {
            if (a.key == null || b.key == null) {
                return a.key == b.key ? 0 : a.key == null ? order : -order;
            }
            Integer compared = Values.compare(a.key, b.key);
            return compared != null
                    ? compared
                    : Values.compare(Values.string(a.key), Values.string(b.key)) instanceof Integer text ? text : 0;
        });
        List<@Nullable Object> sorted = new ArrayList<>();
        keyed.forEach(each -> sorted.add(each.item));
        return sorted;
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        Integer order = Values.compare(one, other);
        if (order == null) {
            throw new LiquidException("the filter \"sort\" cannot compare values of different kinds");
        }
        return order;
    }
}
