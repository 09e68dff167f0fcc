package org.dibao.liquid.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.FilterCalls;
import org.jspecify.annotations.Nullable;

/** All filters by name; where Liquid and Jekyll have one of the same name, it is Jekyll's. */
public final class Filters implements FilterCalls {
    public static final FilterCalls ALL = new Filters();

    /** What an item of a list counts as, in characters. */
    static final long ITEM = 16;

    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(int least, int most, Filter filter) {}

    private Filters() {
        TextFilters.addTo(this);
        EncodingFilters.addTo(this);
        NumberFilters.addTo(this);
        ListFilters.addTo(this);
        QueryFilters.addTo(this);
        JekyllFilters.addTo(this);
        DateFilters.addTo(this);
        AddressFilters.addTo(this);
    }

    /** @param least arguments that it needs */
    void add(String name, int least, int most, Filter filter) {
        entries.put(name, new Entry(least, most, filter));
    }

    @Override
    public boolean knows(String name) {
        return entries.containsKey(name);
    }

    @Override
    public @Nullable Object call(
            String name, @Nullable Object input, List<@Nullable Object> arguments, Context context) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return input;
        }
        if (arguments.size() < entry.least || arguments.size() > entry.most) {
            throw new LiquidException(
                    "the filter \"" + name + "\" takes " + takes(entry) + ", not " + arguments.size());
        }
        try {
            Object result = entry.filter.apply(new Call(input, arguments, context));
            if (result instanceof String text) {
                context.budget().work(text.length());
            } else if (result instanceof List<?> list) {
                context.budget().work(ITEM * list.size());
            }
            return result;
        } catch (ArithmeticException | ClassCastException | IndexOutOfBoundsException e) {
            throw new LiquidException("the filter \"" + name + "\" cannot work with this value");
        }
    }

    private static String takes(Entry entry) {
        String arguments = entry.most == 1 ? " argument" : " arguments";
        return (entry.least == entry.most ? String.valueOf(entry.least) : entry.least + " to " + entry.most)
                + arguments;
    }
}
