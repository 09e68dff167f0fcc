package org.dibao.render.body.code;

import java.util.ArrayList;
import java.util.List;
import org.dibao.render.body.code.Token.Kind;

/** Collects tokens in order; adjacent punctuation is merged into one token. */
final class Tokens {
    private final List<Token> list = new ArrayList<>();

    void add(Kind kind, int start, int end) {
        if (end <= start) {
            return;
        }
        Token last = list.isEmpty() ? null : list.getLast();
        if (last != null && last.kind() == kind && last.end() == start && kind == Kind.PUNCTUATION) {
            list.set(list.size() - 1, new Token(kind, last.start(), end));
        } else {
            list.add(new Token(kind, start, end));
        }
    }

    /** Changes the kind of the last token if it starts at a place. */
    void retypeLast(Kind kind, int start) {
        if (!list.isEmpty() && list.getLast().start() == start) {
            list.set(list.size() - 1, new Token(kind, start, list.getLast().end()));
        }
    }

    List<Token> list() {
        return list;
    }
}
