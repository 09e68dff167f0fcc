package org.dibao.liquid.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a template, taken one by one. An output that has no second brace, or no end at all, is a token too. */
final class Tokens {
    private final String source;
    private final List<Token> all = new ArrayList<>();
    private int next;
    private int line = 1;
    private int nextTagEnd = -1;
    private int nextBrace = -1;

    Tokens(String source) {
        this.source = source;
        split();
    }

    private void split() {
        int from = 0;
        for (int open = open(0); open >= 0; open = open(from)) {
            if (open > from) {
                add(Token.Kind.TEXT, from, open);
            }
            boolean tag = source.charAt(open + 1) == '%';
            int end = tag ? tagEnd(open + 2) : outputEnd(open + 2);
            from = end < 0 ? open + 2 : end;
            add(tag ? Token.Kind.TAG : Token.Kind.OUTPUT, open, from);
        }
        if (from < source.length()) {
            add(Token.Kind.TEXT, from, source.length());
        }
    }

    private int open(int from) {
        for (int at = source.indexOf('{', from);
                at >= 0 && at + 1 < source.length();
                at = source.indexOf('{', at + 1)) {
            char second = source.charAt(at + 1);
            if (second == '%' || second == '{') {
                return at;
            }
        }
        return -1;
    }

    private void add(Token.Kind kind, int start, int end) {
        String text = source.substring(start, end);
        all.add(new Token(kind, text, start, line));
        line += (int) text.chars().filter(c -> c == '\n').count();
    }

    private int tagEnd(int from) {
        if (nextTagEnd < from && nextTagEnd != Integer.MAX_VALUE) {
            int found = source.indexOf("%}", from);
            nextTagEnd = found < 0 ? Integer.MAX_VALUE : found;
        }
        return nextTagEnd == Integer.MAX_VALUE ? -1 : nextTagEnd + 2;
    }

    private int outputEnd(int from) {
        if (nextBrace < from && nextBrace != Integer.MAX_VALUE) {
            int found = source.indexOf('}', from);
            nextBrace = found < 0 ? Integer.MAX_VALUE : found;
        }
        if (nextBrace == Integer.MAX_VALUE) {
            return -1;
        }
        boolean two = nextBrace + 1 < source.length() && source.charAt(nextBrace + 1) == '}';
        return nextBrace + (two ? 2 : 1);
    }

    @Nullable
    Token take() {
        return next < all.size() ? all.get(next++) : null;
    }

    /** Where the next token is, to come back to. */
    int place() {
        return next;
    }

    void goTo(int place) {
        next = place;
    }

    String source() {
        return source;
    }

    List<Token> all() {
        return all;
    }
}
