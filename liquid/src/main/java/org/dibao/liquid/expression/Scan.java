package org.dibao.liquid.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the inside of a tag from left to right. Each character is looked at a few times at most. */
public final class Scan {
    private final String text;
    private int at;

    public Scan(String text) {
        this.text = text;
    }

    static boolean isWord(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }

    static boolean isSegment(char c) {
        return c == '-' || isWord(c);
    }

    public static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    public boolean isAtEnd() {
        return at >= text.length();
    }

    public void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    public boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    public void skip() {
        at++;
    }

    /** What is left. */
    public String rest() {
        return text.substring(Math.min(at, text.length()));
    }

    public int at() {
        return at;
    }

    public void at(int place) {
        at = place;
    }

    /** A quoted text or a run without white space, commas and bars, in which quoted texts may stand; null if none is here. */
    public @Nullable String fragment() {
        int start = at;
        int end = quoted(at);
        if (end < 0) {
            end = plain(at);
        }
        if (end <= start) {
            return null;
        }
        at = end;
        return text.substring(start, end);
    }

    /** The next fragment, wherever it is; null if there is none. */
    public @Nullable String nextFragment() {
        while (at < text.length()) {
            String found = fragment();
            if (found != null) {
                return found;
            }
            at++;
        }
        return null;
    }

    /** Fragments that touch. */
    public @Nullable String fragments() {
        int start = at;
        for (String next = fragment(); next != null; next = fragment()) {
            // goes on
        }
        return at == start ? null : text.substring(start, at);
    }

    private int quoted(int from) {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        int close = quote == '"' || quote == '\'' ? close(from, quote) : -1;
        return close < 0 ? -1 : close + 1;
    }

    private int noDouble = Integer.MAX_VALUE;
    private int noSingle = Integer.MAX_VALUE;

    /** Remembers from where on there is none, so that it is looked for once. */
    private int close(int from, char quote) {
        if (from >= (quote == '"' ? noDouble : noSingle)) {
            return -1;
        }
        int close = text.indexOf(quote, from + 1);
        if (close < 0 && quote == '"') {
            noDouble = from;
        } else if (close < 0) {
            noSingle = from;
        }
        return close;
    }

    private int plain(int from) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '"' || c == '\'') {
                int close = quoted(end);
                if (close < 0) {
                    break;
                }
                end = close;
            } else if (isSpace(c) || c == ',' || c == '|') {
                break;
            } else {
                end++;
            }
        }
        return end;
    }

    /** Letters, digits, underscores, and hyphens behind the first; empty if none is here. */
    public String name() {
        int start = at;
        if (at < text.length() && isWord(text.charAt(at))) {
            while (at < text.length() && isSegment(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    /** Characters of a kind; empty if none is here. */
    public String run(java.util.function.IntPredicate kind) {
        int start = at;
        while (at < text.length() && kind.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** All {@code name: value} in a text; of two with the same name the last counts. */
    public static Map<String, Expression> attributes(String markup) {
        Map<String, Expression> attributes = new LinkedHashMap<>();
        Scan scan = new Scan(markup);
        while (!scan.isAtEnd()) {
            String name = scan.name();
            if (name.isEmpty()) {
                scan.skip();
                continue;
            }
            scan.skipSpace();
            if (scan.take(':')) {
                scan.skipSpace();
                String value = scan.fragment();
                if (value != null) {
                    attributes.put(name, Expression.of(value));
                }
            }
        }
        return attributes;
    }
}
