package org.dibao.render.theme;

import java.util.regex.Pattern;

/** Line breaking of titles. */
final class Titles {
    /** In code points: how much of a large title fits on a line on a phone. */
    private static final int SHORT = 12;

    private static final Pattern BETWEEN = Pattern.compile("[\\p{P}\\p{Z}\\s]+");

    private Titles() {}

    /** Whether a clause may be too long for a line, so that lines cannot be broken after punctuation only. */
    static boolean hasLongClause(String title) {
        return BETWEEN.splitAsStream(title).anyMatch(clause -> clause.codePointCount(0, clause.length()) > SHORT);
    }
}
