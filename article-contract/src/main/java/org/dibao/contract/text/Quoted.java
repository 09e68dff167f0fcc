package org.dibao.contract.text;

import org.jspecify.annotations.Nullable;

/** What somebody has given, as a message shows it: in quotation marks, on one line, and not all of a long text. */
public final class Quoted {
    private static final int SHOWN = 60;

    private Quoted() {}

    /** @param given absent: shown as an empty text */
    public static String of(@Nullable String given) {
        return given == null ? "\"\"" : shown(given);
    }

    private static String shown(String given) {
        int end =
                given.length() <= SHOWN ? given.length() : given.offsetByCodePoints(0, given.codePointCount(0, SHOWN));
        String start = given.substring(0, end).replaceAll("\\p{Cntrl}", " ");
        return "\"" + start + (end < given.length() ? "…" : "") + "\"";
    }
}
