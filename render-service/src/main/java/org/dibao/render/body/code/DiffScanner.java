package org.dibao.render.body.code;

import java.util.List;
import org.dibao.render.body.code.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Scans diffs, line by line. */
final class DiffScanner {
    private DiffScanner() {}

    static List<Token> scan(String code) {
        Tokens tokens = new Tokens();
        int start = 0;
        while (start < code.length()) {
            int end = code.indexOf('\n', start);
            end = end < 0 ? code.length() : end;
            Kind kind = kind(code, start);
            if (kind != null) {
                tokens.add(kind, start, end);
            }
            start = end + 1;
        }
        return tokens.list();
    }

    private static @Nullable Kind kind(String code, int start) {
        if (code.startsWith("+++", start)
                || code.startsWith("---", start)
                || code.startsWith("diff ", start)
                || code.startsWith("index ", start)) {
            return Kind.COMMENT;
        }
        return switch (code.charAt(start)) {
            case '+', '>' -> Kind.INSERTED;
            case '-', '<' -> Kind.DELETED;
            case '@' -> Kind.KEYWORD;
            default -> null;
        };
    }
}
