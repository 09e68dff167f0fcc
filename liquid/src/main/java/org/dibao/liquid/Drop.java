package org.dibao.liquid;

import org.jspecify.annotations.Nullable;

/** A value with members that are asked for by name, such as a site whose variables are looked up when a template needs them. */
public interface Drop {
    /** The member's value; null if there is none, {@link Unknown} if nobody can tell. */
    @Nullable
    Object get(String name);
}
