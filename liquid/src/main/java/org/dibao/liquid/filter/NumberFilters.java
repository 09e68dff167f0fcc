package org.dibao.liquid.filter;

import org.dibao.liquid.value.Numbers;

/** Liquid's filters of numbers, and Jekyll's {@code to_integer}. */
final class NumberFilters {
    private NumberFilters() {}

    static void addTo(Filters all) {
        all.add("abs", 0, 0, call -> Numbers.abs(call.number()));
        all.add("plus", 1, 1, call -> Numbers.plus(call.number(), call.number(0)));
        all.add("minus", 1, 1, call -> Numbers.minus(call.number(), call.number(0)));
        all.add("times", 1, 1, call -> Numbers.times(call.number(), call.number(0)));
        all.add("divided_by", 1, 1, call -> Numbers.dividedBy(call.number(), call.number(0)));
        all.add("modulo", 1, 1, call -> Numbers.modulo(call.number(), call.number(0)));
        all.add("round", 0, 1, call -> Numbers.round(call.number(), (int) Numbers.whole(call.number(0))));
        all.add("ceil", 0, 0, call -> Numbers.ceiling(call.number()));
        all.add("floor", 0, 0, call -> Numbers.floor(call.number()));
        all.add("at_least", 1, 1, call -> Numbers.extreme(call.number(), call.number(0), true));
        all.add("at_most", 1, 1, call -> Numbers.extreme(call.number(), call.number(0), false));
        all.add(
                "to_integer",
                0,
                0,
                call -> call.input() instanceof Boolean truth ? (truth ? 1L : 0L) : Numbers.whole(call.input()));
    }
}
