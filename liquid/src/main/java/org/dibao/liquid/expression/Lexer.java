package org.dibao.liquid.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;

/** Splits the inside of a tag as Liquid's strict grammar does. */
final class Lexer {
    enum Kind {
        COMPARISON,
        STRING,
        NUMBER,
        ID,
        DOTS,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(char sign) {
            return kind == Kind.SIGN && text.charAt(0) == sign;
        }

        boolean is(String word) {
            return kind == Kind.ID && text.equals(word);
        }
    }

    private static final Pattern COMPARISON = Pattern.compile("==|!=|<>|<=?|>=?|contains(?=\\s)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d++(?:\\.\\d++)?");
    private static final Pattern ID = Pattern.compile("[a-zA-Z_][\\w-]*+\\??");
    private static final Pattern DOTS = Pattern.compile("\\.\\.");
    private static final Token END = new Token(Kind.END, "");

    private Lexer() {}

    /** @throws LiquidException at a character that has no meaning */
    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher comparison = COMPARISON.matcher(text);
        Matcher number = NUMBER.matcher(text);
        Matcher id = ID.matcher(text);
        Matcher dots = DOTS.matcher(text);
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (Scan.isSpace(c)) {
                i++;
            } else if (comparison.region(i, text.length()).lookingAt()) {
                tokens.add(new Token(Kind.COMPARISON, comparison.group()));
                i = comparison.end();
            } else if (c == '"' || c == '\'') {
                int close = text.indexOf(c, i + 1);
                if (close < 0) {
                    throw new LiquidException("a quotation mark is not closed");
                }
                tokens.add(new Token(Kind.STRING, text.substring(i, close + 1)));
                i = close + 1;
            } else if (number.region(i, text.length()).lookingAt()) {
                tokens.add(new Token(Kind.NUMBER, number.group()));
                i = number.end();
            } else if (id.region(i, text.length()).lookingAt()) {
                tokens.add(new Token(Kind.ID, id.group()));
                i = id.end();
            } else if (dots.region(i, text.length()).lookingAt()) {
                tokens.add(new Token(Kind.DOTS, ".."));
                i += 2;
            } else if ("|.:,[]()?-".indexOf(c) >= 0) {
                tokens.add(new Token(Kind.SIGN, String.valueOf(c)));
                i++;
            } else {
                throw new LiquidException("unexpected character " + c);
            }
        }
        tokens.add(END);
        return tokens;
    }
}
