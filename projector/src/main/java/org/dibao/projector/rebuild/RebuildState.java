package org.dibao.projector.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far a database is.
 *
 * @param generation the one that serves
 * @param position   the last position in it
 * @param building   the one that is being built; absent while none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildState(
        int generation, long position, @Nullable Building building) {

    /** @param position the last position in it, -1 at first */
    public record Building(int generation, long position) {}
}
