package org.dibao.render.body.code;

import java.util.List;
import java.util.Locale;
import org.dibao.render.body.code.Language.Delimited;
import org.dibao.render.body.code.Language.Flag;
import org.dibao.render.body.code.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Scans programming languages and data formats, according to their {@link Language}. */
final class CodeScanner {
    private final Language language;
    private final String code;
    private final Tokens tokens = new Tokens();
    private int at;
    private boolean lineStart = true;
    /** Whether a brace or a semicolon was just before. */
    private boolean keyNext;
    /** Whether a value may start here, in which case a slash starts a regular expression. */
    private boolean valueNext = true;
    /** No regular expression ends before this place. */
    private int noRegexUntil;

    CodeScanner(Language language, String code) {
        this.language = language;
        this.code = code;
    }

    List<Token> scan() {
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '\n') {
                at++;
                lineStart = true;
            } else if (c <= ' ' || Character.isWhitespace(c)) {
                at++;
            } else {
                boolean atStart = lineStart;
                boolean atKey = keyNext;
                lineStart = false;
                keyNext = false;
                if (!((atStart || atKey) && (key(atKey) || directive(c)))
                        && !delimited(language.comments(), Kind.COMMENT)
                        && !delimited(language.strings(), Kind.STRING)
                        && !regex(c)) {
                    word(c);
                }
            }
        }
        return tokens.list();
    }

    private void take(Kind kind, int end) {
        tokens.add(kind, at, end);
        at = end;
    }

    private boolean delimited(List<Delimited> all, Kind kind) {
        for (Delimited one : all) {
            if (code.startsWith(one.open(), at)
                    && (!language.has(Flag.APART) || at == 0 || isApart(code.charAt(at - 1)))) {
                if (language.has(Flag.CHARS) && one.open().equals("'") && !isCharacter()) {
                    continue;
                }
                int start = at;
                take(kind, end(one));
                if (kind == Kind.STRING) {
                    valueNext = false;
                    stringKey(start);
                }
                return true;
            }
        }
        return false;
    }

    private int end(Delimited part) {
        int from = at + part.open().length();
        if (!part.escape() && part.lines()) {
            int close = code.indexOf(part.close(), from);
            return close < 0 ? code.length() : close + part.close().length();
        }
        for (int i = from; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\n' && !part.lines()) {
                return i;
            } else if (c == '\\' && part.escape()) {
                i += i + 1 < code.length() && code.charAt(i + 1) == '\n' && !part.lines() ? 0 : 1;
            } else if (!part.close().isEmpty() && code.startsWith(part.close(), i)) {
                return i + part.close().length();
            }
        }
        return code.length();
    }

    private static boolean isApart(char before) {
        return !Character.isLetterOrDigit(before) && before != '_' && before != '$' && before != '\\' && before != '{';
    }

    /** {@code 'a'} or {@code '\n'}, not a lifetime or a digit separator. */
    private boolean isCharacter() {
        return at + 1 < code.length() && code.charAt(at + 1) == '\\'
                || at + 2 < code.length() && code.charAt(at + 2) == '\''
                || at + 3 < code.length()
                        && code.charAt(at + 3) == '\''
                        && Character.isHighSurrogate(code.charAt(at + 1));
    }

    private void stringKey(int start) {
        if (language.has(Flag.STRINGKEYS)) {
            int next = at;
            while (next < code.length() && code.charAt(next) <= ' ') {
                next++;
            }
            if (next < code.length() && code.charAt(next) == ':') {
                tokens.retypeLast(Kind.KEYWORD, start);
            }
        }
    }

    /** {@code name:} or {@code name=} or {@code [name]} at the start of a line. */
    private boolean key(boolean braced) {
        boolean colon = language.has(Flag.COLON);
        boolean equals = language.has(Flag.EQUALS);
        if (!colon && !equals) {
            return false;
        }
        int start = at;
        while (colon && at + 1 < code.length() && code.charAt(at) == '-' && code.charAt(at + 1) == ' ') {
            take(Kind.PUNCTUATION, at + 1);
            while (at < code.length() && code.charAt(at) == ' ') {
                at++;
            }
        }
        int end = at;
        while (end < code.length() && Language.isKeyPart(code.charAt(end))) {
            end++;
        }
        if (equals && end == at && at < code.length() && code.charAt(at) == '[') {
            int close = code.indexOf('\n', at);
            take(Kind.TYPE, close < 0 ? code.length() : close);
            return true;
        }
        int sign = end;
        while (sign < code.length() && code.charAt(sign) == ' ') {
            sign++;
        }
        boolean found = end > at
                && sign < code.length()
                && (colon
                                && code.charAt(sign) == ':'
                                && (equals || braced || sign + 1 >= code.length() || code.charAt(sign + 1) <= ' ')
                        || equals && code.charAt(sign) == '=');
        if (found) {
            take(Kind.KEYWORD, end);
        }
        return at > start; // behind a dash, what follows is looked at by itself
    }

    private boolean directive(char c) {
        if (c != '#' || !language.has(Flag.DIRECTIVES)) {
            return false;
        }
        int end = at + 1;
        while (end < code.length() && code.charAt(end) == ' ') {
            end++;
        }
        take(Kind.KEYWORD, nameEnd(end));
        return true;
    }

    private boolean regex(char c) {
        if (c != '/' || !language.has(Flag.REGEX) || !valueNext || at < noRegexUntil) {
            return false;
        }
        boolean set = false;
        int i = at + 1;
        for (; i < code.length() && code.charAt(i) != '\n'; i++) {
            char inner = code.charAt(i);
            if (inner == '\\') {
                i++;
            } else if (inner == '/' && !set) {
                take(Kind.STRING, nameEnd(i + 1));
                valueNext = false;
                return true;
            } else {
                set = inner == '[' || set && inner != ']';
            }
        }
        noRegexUntil = i;
        return false;
    }

    private void word(char c) {
        if (c >= '0' && c <= '9') {
            take(Kind.NUMBER, numberEnd());
            valueNext = false;
        } else if (Character.isLetter(c) || c == '_' || c == '$' && !language.has(Flag.DOLLAR)) {
            name();
        } else if (c == '@' && language.has(Flag.AT) && nameEnd(at + 1) > at + 1) {
            take(Kind.KEYWORD, nameEnd(at + 1));
        } else if (c == '$' && language.has(Flag.DOLLAR) && nameEnd(at + 1) > at + 1) {
            take(Kind.TYPE, nameEnd(at + 1));
            valueNext = false;
        } else if (c < 0x7F) {
            valueNext = c != ')' && c != ']' && c != '}';
            keyNext = (c == '{' || c == ';') && language.has(Flag.BRACES);
            take(Kind.PUNCTUATION, at + 1);
        } else {
            at++;
        }
    }

    private void name() {
        int end = nameEnd(at + 1);
        @Nullable Kind kind = kind(code.substring(at, Math.min(end, at + 64)), end);
        valueNext = kind == Kind.KEYWORD;
        if (kind != null) {
            tokens.add(kind, at, end);
        }
        at = end;
    }

    private @Nullable Kind kind(String name, int end) {
        String word = language.has(Flag.ANYCASE) ? name.toLowerCase(Locale.ROOT) : name;
        if (language.keywords().contains(word)) {
            return Kind.KEYWORD;
        } else if (language.types().contains(word)) {
            return Kind.TYPE;
        } else if (language.has(Flag.CALLS) && end < code.length() && code.charAt(end) == '(') {
            return Kind.FUNCTION;
        }
        return language.has(Flag.CAPITALS) && Character.isUpperCase(name.charAt(0)) ? Kind.TYPE : null;
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < code.length()
                && (Character.isLetterOrDigit(code.charAt(end))
                        || code.charAt(end) == '_'
                        || code.charAt(end) == '$' && !language.has(Flag.DOLLAR)
                        || code.charAt(end) == '-' && language.has(Flag.HYPHENS))) {
            end++;
        }
        return end;
    }

    private int numberEnd() {
        boolean hex = code.startsWith("0x", at) || code.startsWith("0X", at);
        int end = at + 1;
        while (end < code.length()) {
            char c = code.charAt(end);
            char before = code.charAt(end - 1);
            boolean exponent = (c == '+' || c == '-') && !hex && (before == 'e' || before == 'E');
            boolean point =
                    c == '.' && before != '.' && end + 1 < code.length() && Character.isDigit(code.charAt(end + 1));
            if (!(Character.isLetterOrDigit(c)
                    || c == '_'
                    || c == '%' && language.has(Flag.HYPHENS)
                    || exponent
                    || point)) {
                break;
            }
            end++;
        }
        return end;
    }
}
