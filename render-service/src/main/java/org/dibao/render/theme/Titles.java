package org.dibao.render.theme;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Line breaking of titles. */
final class Titles {
    /** In code points: how much of a large title fits on a line on a phone. */
    private static final int SHORT = 12;

    /** With the marks that stay on its line: those that open before it, and the others behind it. */
    private static final Pattern CLAUSE =
            Pattern.compile("[\\p{Ps}\\p{Pi}]*[^\\p{P}\\p{Z}\\s]+[\\p{P}&&[^\\p{Ps}\\p{Pi}]]*");

    private Titles() {}

    /** Whether a clause may be too long for a line, so that lines cannot be broken after punctuation only. */
    static boolean hasLongClause(String title) {
        return CLAUSE.matcher(title)
                .results()
                .map(MatchResult::group)
                .anyMatch(clause -> clause.codePointCount(0, clause.length()) > SHORT);
    }
}
