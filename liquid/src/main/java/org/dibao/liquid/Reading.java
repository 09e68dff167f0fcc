package org.dibao.liquid;

import java.util.function.IntPredicate;

/**
 * How a template is read.
 *
 * @param lenient  whether mistakes are mended and become warnings: a beginning without an end stays as it is written, what
 *                 cannot be run is left out. Otherwise each is a {@link LiquidException}, as in Jekyll
 * @param verbatim places of the text, in characters, at which an output whose variable does not exist, and a tag that is
 *                 not known, stay as they are written: examples in code
 */
public record Reading(boolean lenient, IntPredicate verbatim) {
    /** As Jekyll reads. */
    public static final Reading STRICT = new Reading(false, _ -> false);
    /** Mends what it can. */
    public static final Reading LENIENT = new Reading(true, _ -> false);
}
