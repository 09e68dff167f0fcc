package org.dibao.projector.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param generation the one that serves
 * @param building   the one that is being built; absent while none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildState(int generation, @Nullable Building building) {

    /**
     * @param done how many positions, or articles of an index, are in it
     * @param of   how many there are
     */
    public record Building(int generation, long done, long of) {}
}
