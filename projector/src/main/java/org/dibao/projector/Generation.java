package org.dibao.projector;

import org.jspecify.annotations.Nullable;

/**
 * A set of a database's collections, derived from the log by itself. One generation serves; a later one may be built beside it.
 *
 * @param number  numbers only grow: a generation that is removed never comes back
 * @param version of what its rows mean; see {@link Projection#version}
 * @param former  the generation that served before, while somebody may still read from it; absent once it is removed
 */
public record Generation(int number, int version, @Nullable Integer former) {
    /** What releases before generations made. */
    public static final Generation FIRST = new Generation(0, 1, null);

    /** The same, once the former one is removed. */
    Generation alone() {
        return new Generation(number, version, null);
    }
}
