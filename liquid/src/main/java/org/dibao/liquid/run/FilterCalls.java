package org.dibao.liquid.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All filters by name. */
public interface FilterCalls {
    boolean knows(String name);

    /** @throws org.dibao.liquid.LiquidException if it fails */
    @Nullable
    Object call(String name, @Nullable Object input, List<@Nullable Object> arguments, Context context);
}
