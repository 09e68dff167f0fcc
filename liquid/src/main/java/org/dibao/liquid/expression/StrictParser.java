package org.dibao.liquid.expression;

import java.util.List;
import org.dibao.liquid.LiquidException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inside of a tag by Liquid's strict grammar, which Jekyll tries first. What it refuses is read by the lax rules.
 */
public final class StrictParser {
    private static final int DEEPEST = 50;

    private final List<Lexer.Token> tokens;
    private int at;
    private int depth;

    /** @throws LiquidException at a character that has no meaning */
    public StrictParser(String markup) {
        this.tokens = Lexer.tokens(markup);
    }

    private Lexer.Token token() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private String consume(Lexer.Kind kind) {
        if (token().kind() != kind) {
            throw new LiquidException("unexpected \"" + token().text() + "\"");
        }
        return tokens.get(at++).text();
    }

    private void consume(char sign) {
        if (!takes(sign)) {
            throw new LiquidException("\"" + sign + "\" is missing");
        }
    }

    boolean takes(char sign) {
        boolean there = token().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    public boolean takes(String word) {
        boolean there = token().is(word);
        at += there ? 1 : 0;
        return there;
    }

    public String id() {
        return consume(Lexer.Kind.ID);
    }

    @Nullable
    String comparison() {
        return token().kind() == Lexer.Kind.COMPARISON ? tokens.get(at++).text() : null;
    }

    public boolean isAtEnd() {
        return token().kind() == Lexer.Kind.END;
    }

    public void end() {
        if (!isAtEnd()) {
            throw new LiquidException("unexpected \"" + token().text() + "\"");
        }
    }

    /** Whether {@code name:} follows. */
    public boolean isAttribute() {
        return token().kind() == Lexer.Kind.ID
                && at + 1 < tokens.size()
                && tokens.get(at + 1).is(':');
    }

    /** Takes {@code name:}. */
    public String attribute() {
        String name = id();
        consume(':');
        return name;
    }

    /** The text of an expression, without spaces. */
    public String expression() {
        StringBuilder text = new StringBuilder();
        expression(text);
        return text.toString();
    }

    private void expression(StringBuilder text) {
        if (++depth > DEEPEST) {
            throw new LiquidException("an expression is nested too deeply");
        }
        Lexer.Token first = token();
        if (first.kind() == Lexer.Kind.ID) {
            text.append(id());
            members(text);
        } else if (first.kind() == Lexer.Kind.STRING || first.kind() == Lexer.Kind.NUMBER) {
            text.append(tokens.get(at++).text());
        } else if (takes('[')) {
            index(text);
            members(text);
        } else if (takes('(')) {
            text.append('(');
            expression(text);
            consume(Lexer.Kind.DOTS);
            text.append("..");
            expression(text);
            consume(')');
            text.append(')');
        } else {
            throw new LiquidException("\"" + first.text() + "\" is no value");
        }
        depth--;
    }

    private void index(StringBuilder text) {
        text.append('[');
        expression(text);
        consume(']');
        text.append(']');
    }

    private void members(StringBuilder text) {
        while (true) {
            if (takes('[')) {
                index(text);
            } else if (takes('.')) {
                text.append('.').append(id());
            } else {
                return;
            }
        }
    }
}
