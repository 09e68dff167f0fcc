package org.dibao.liquid.syntax;

/**
 * A piece of a template.
 *
 * @param text  as written, with its braces
 * @param start its place in the template
 * @param line  where it begins, from 1
 */
record Token(Kind kind, String text, int start, int line) {
    enum Kind {
        TEXT,
        OUTPUT,
        TAG
    }

    boolean trimsBefore() {
        return text.length() > 2 && text.charAt(2) == '-';
    }

    boolean trimsAfter() {
        return text.length() > 2 && text.charAt(text.length() - 3) == '-';
    }

    boolean isClosed() {
        return text.length() >= 4 && text.endsWith(kind == Kind.TAG ? "%}" : "}}");
    }

    /** What is between the braces, without the hyphens. */
    String inner() {
        int from = trimsBefore() ? 3 : 2;
        int to = text.length() - 2 - (trimsAfter() && text.length() - 3 >= from ? 1 : 0);
        return from <= to ? text.substring(from, to) : "";
    }

    /** The name of a tag; empty if it has none. */
    String name() {
        String inner = inner();
        int start = 0;
        while (start < inner.length() && Character.isWhitespace(inner.charAt(start))) {
            start++;
        }
        int end = start;
        if (end < inner.length() && inner.charAt(end) == '#') {
            return "#";
        }
        while (end < inner.length() && isWord(inner.charAt(end))) {
            end++;
        }
        return inner.substring(start, end);
    }

    /** What follows the name. */
    String markup() {
        String inner = inner();
        int start = inner.indexOf(name()) + name().length();
        while (start < inner.length() && Character.isWhitespace(inner.charAt(start))) {
            start++;
        }
        return inner.substring(start);
    }

    private static boolean isWord(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
