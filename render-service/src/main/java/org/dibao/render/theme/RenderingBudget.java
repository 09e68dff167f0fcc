package org.dibao.render.theme;

import io.pebbletemplates.pebble.error.PebbleException;

/**
 * The rendering budget of one page. Counted in steps, not in time, so that it does not depend on how busy the machine
 * is.
 */
final class RenderingBudget {
    static final ScopedValue<RenderingBudget> CURRENT = ScopedValue.newInstance();
    /** Maximum size of a string or list that a template concatenates, in characters or elements. */
    static final int MAX_VALUE = 64 * 1024;

    /** How deep templates may include, call and contain each other, counted in statements. */
    private static final int MAX_DEPTH = 250;

    static final String ENDLESS = "it includes or calls itself endlessly";

    private final int steps;
    private int spent;
    private int depth;

    RenderingBudget(int steps) {
        this.steps = steps;
    }

    /** Called for each execution of a body and each use of a template. */
    static void step() {
        if (CURRENT.isBound()) {
            RenderingBudget budget = CURRENT.get();
            if (++budget.spent > budget.steps) {
                throw new PebbleException(
                        null, "it takes more than " + budget.steps + " steps: it loops endlessly, or nearly so");
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
