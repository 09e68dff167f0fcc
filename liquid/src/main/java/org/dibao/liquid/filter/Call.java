package org.dibao.liquid.filter;

import java.util.List;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.value.Numbers;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** One use of a filter. */
record Call(@Nullable Object input, List<@Nullable Object> arguments, Context context) {
    /** The input as a text. */
    String text() {
        return Values.string(input);
    }

    boolean has(int argument) {
        return argument < arguments.size();
    }

    /** Null if it is absent. */
    @Nullable
    Object argument(int argument) {
        return has(argument) ? arguments.get(argument) : null;
    }

    /** An argument as a text; empty if it is absent. */
    String text(int argument) {
        return Values.string(argument(argument));
    }

    /** An argument that must be an integer. */
    long integer(int argument, long otherwise) {
        return has(argument) ? Numbers.integer(argument(argument)) : otherwise;
    }

    Number number() {
        return Numbers.of(input);
    }

    Number number(int argument) {
        return Numbers.of(argument(argument));
    }

    List<@Nullable Object> items() {
        return Values.items(input);
    }

    /** Asked before something of that size is made. */
    void work(long size) {
        context.budget().work(size);
    }
}
