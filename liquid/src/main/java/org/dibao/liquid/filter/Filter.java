package org.dibao.liquid.filter;

import org.jspecify.annotations.Nullable;

/** What a filter does. */
interface Filter {
    /** @throws org.dibao.liquid.LiquidException if it cannot */
    @Nullable
    Object apply(Call call);
}
