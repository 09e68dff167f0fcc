package org.dibao.render.body.code;

import java.util.List;
import org.dibao.render.body.code.Token.Kind;

/** Scans HTML and XML: tags, attributes, comments, entities. */
final class MarkupScanner {
    private final String code;
    private final Tokens tokens = new Tokens();
    private int at;

    MarkupScanner(String code) {
        this.code = code;
    }

    List<Token> scan() {
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '<' && code.startsWith("<!--", at)) {
                to(Kind.COMMENT, "-->");
            } else if (c == '<' && code.startsWith("<![CDATA[", at)) {
                to(Kind.STRING, "]]>");
            } else if (c == '<' && (code.startsWith("<!", at) || code.startsWith("<?", at))) {
                to(Kind.KEYWORD, ">");
            } else if (c == '<' && isName(at + 1) || c == '<' && code.startsWith("</", at) && isName(at + 2)) {
                tag();
            } else if (c == '&') {
                entity();
            } else {
                at++;
            }
        }
        return tokens.list();
    }

    private void to(Kind kind, String close) {
        int end = code.indexOf(close, at);
        end = end < 0 ? code.length() : end + close.length();
        tokens.add(kind, at, end);
        at = end;
    }

    private void tag() {
        int start = at;
        at += code.startsWith("</", at) ? 2 : 1;
        tokens.add(Kind.PUNCTUATION, start, at);
        name(Kind.KEYWORD);
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '"' || c == '\'') {
                int end = code.indexOf(c, at + 1);
                end = end < 0 ? code.length() : end + 1;
                tokens.add(Kind.STRING, at, end);
                at = end;
            } else if (isName(at)) {
                name(Kind.TYPE);
            } else if (c == '<') {
                return; // it was not a tag
            } else {
                if (c > ' ') {
                    tokens.add(Kind.PUNCTUATION, at, at + 1);
                }
                at++;
                if (c == '>') {
                    return;
                }
            }
        }
    }

    private void entity() {
        int end = at + 1;
        while (end < code.length()
                && end - at < 32
                && (Character.isLetterOrDigit(code.charAt(end)) || code.charAt(end) == '#')) {
            end++;
        }
        boolean closed = end > at + 1 && end < code.length() && code.charAt(end) == ';';
        if (closed) {
            tokens.add(Kind.NUMBER, at, end + 1);
        }
        at = closed ? end + 1 : at + 1;
    }

    private void name(Kind kind) {
        int start = at;
        while (at < code.length() && (isName(at) || code.charAt(at) == '-' || code.charAt(at) == '.')) {
            at++;
        }
        tokens.add(kind, start, at);
    }

    private boolean isName(int place) {
        if (place >= code.length()) {
            return false;
        }
        char c = code.charAt(place);
        return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '@' || c == '#';
    }
}
