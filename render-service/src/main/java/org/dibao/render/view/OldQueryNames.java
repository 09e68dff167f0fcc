package org.dibao.render.view;

import java.util.Set;
import java.util.TreeSet;
import org.dibao.contract.article.OldQuery;

/**
 * The names of all parameters that old addresses of articles have in their queries, as {@link OldQuery} has them. None is ever removed: one
 * too many costs a look-up.
 */
public record OldQueryNames(Set<String> names) {
    public static final OldQueryNames NONE = new OldQueryNames(Set.of());

    public OldQueryNames {
        names = java.util.Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** The same if there is nothing new among them. */
    public OldQueryNames with(Set<String> more) {
        if (names.containsAll(more)) {
            return this;
        }
        Set<String> all = new TreeSet<>(names);
        all.addAll(more);
        return new OldQueryNames(all);
    }
}
