package org.dibao.render.theme;

import java.util.regex.Pattern;

/** How titles break into lines. */
final class Titles {
    /** Code points: what a large title has room for on a phone. */
    private static final int SHORT = 12;

    private static final Pattern BETWEEN = Pattern.compile("[\\p{P}\\p{Z}\\s]+");

    private Titles() {}

    /** Whether a clause may have no room on a line, so that lines cannot end behind punctuation alone. */
    static boolean hasLongClause(String title) {
        return BETWEEN.splitAsStream(title).anyMatch(clause -> clause.codePointCount(0, clause.length()) > SHORT);
    }
}
