package org.dibao.store.folding;

import org.jspecify.annotations.Nullable;

/** Shortens reasons, because they travel in outcomes. */
final class Reasons {
    private static final int MAX = 500;

    private Reasons() {}

    static String shortened(@Nullable String reason) {
        String line =
                reason == null ? "unknown" : reason.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MAX - 1))) + "…";
    }
}
