package org.dibao.cli.hugo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts HTML that is a block on lines of its own, within the list or quotation in which it stands. */
final class OwnLines {
    private static final Pattern BEFORE = Pattern.compile("(?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t])))*[ \\t]*");

    private final StringBuilder out;
    private String next = "";

    OwnLines(StringBuilder out) {
        this.out = out;
    }

    void block(String html) {
        String line = line();
        Matcher before = BEFORE.matcher(line);
        next = "\n" + (before.lookingAt() ? before.group().replaceAll("[^>\\s]", " ") : "");
        out.append(line.length() == before.end() ? "" : next).append(html);
    }

    /** What comes after a block. */
    void text(CharSequence text) {
        if (!text.isEmpty()) {
            boolean goesOn = !text.toString().lines().findFirst().orElse("").isBlank();
            out.append(goesOn ? next : "").append(text);
            next = "";
        }
    }

    /** A table's rows have a line each. */
    boolean isInTable() {
        return line().stripLeading().startsWith("|");
    }

    private String line() {
        return out.substring(out.lastIndexOf("\n") + 1);
    }
}
