package org.dibao.render.theme;

import io.pebbletemplates.pebble.error.PebbleException;

/**
 * What one page may cost. Counted in steps and not in time, so that a page that can be made today can be made on a busier
 * machine too.
 */
final class Budget {
    static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();
    /** Of a string or list that a template puts together, in characters or elements. */
    static final int MAX_VALUE = 64 * 1024;

    /** How deep templates may include, call and contain each other, counted in statements. */
    private static final int MAX_DEPTH = 250;

    static final String ENDLESS = "it includes or calls itself without an end";

    private final int steps;
    private int spent;
    private int depth;

    Budget(int steps) {
        this.steps = steps;
    }

    /** Called for each run of a body and each use of a template. */
    static void step() {
        if (CURRENT.isBound()) {
            Budget budget = CURRENT.get();
            if (++budget.spent > budget.steps) {
                throw new PebbleException(
                        null, "it takes more than " + budget.steps + " steps: it goes round without an end, or almost");
            }
        }
    }

    /** Called before each statement; {@link #leave} after it, however it ends. */
    static void enter() {
        if (CURRENT.isBound() && ++CURRENT.get().depth > MAX_DEPTH) {
            throw new PebbleException(null, ENDLESS);
        }
    }

    static void leave() {
        if (CURRENT.isBound()) {
            CURRENT.get().depth--;
        }
    }
}
