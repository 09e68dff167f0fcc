package org.dibao.liquid.run;

import org.dibao.liquid.LimitReached;
import org.dibao.liquid.Limits;

/** What is left of the limits while a template runs. */
public final class Budget {
    private final Limits limits;
    private long steps;
    private long work;
    private int depth;

    Budget(Limits limits) {
        this.limits = limits;
    }

    /** @throws LimitReached after too many */
    public void steps(long more) {
        steps += more;
        if (steps > limits.steps()) {
            throw new LimitReached("steps", "the template runs more than " + limits.steps() + " steps");
        }
    }

    /**
     * Asked before a text or a list is made.
     *
     * @param size its characters or items
     */
    public void work(long size) {
        work += size;
        if (work > limits.workChars()) {
            throw new LimitReached(
                    "workChars",
                    "the texts and lists of the template have more than " + limits.workChars() + " characters");
        }
    }

    /** @param chars of the output so far */
    void output(long chars) {
        if (chars > limits.outputChars()) {
            throw new LimitReached("outputChars", "the output has more than " + limits.outputChars() + " characters");
        }
    }

    void enter() {
        if (++depth > limits.depth()) {
            throw new LimitReached("depth", "blocks and includes are nested more than " + limits.depth() + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
