package org.dibao.liquid;

/**
 * How much one template may do, with everything that it includes.
 *
 * @param steps       tags, outputs and texts that are run, each turn of a loop and each filter counting anew
 * @param depth       nesting of blocks and includes, at most 100
 * @param outputChars characters of the result
 * @param workChars   characters of all texts that filters and tags make on the way; an item of a list counts as sixteen
 */
public record Limits(int steps, int depth, int outputChars, int workChars) {
    public static final Limits DEFAULT = new Limits(1_000_000, 100, 4_194_304, 16_777_216);

    public Limits {
        if (steps < 1 || depth < 1 || depth > 100 || outputChars < 1 || workChars < 1) {
            throw new IllegalArgumentException("each limit must be 1 or more, the depth at most 100");
        }
    }
}
