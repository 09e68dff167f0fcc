package org.dibao.liquid.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.Reading;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.run.Warnings;
import org.jspecify.annotations.Nullable;

/** Reads a template: texts, outputs, tags and what is inside blocks. */
public final class Parser {
    private static final int DEEPEST = 100;

    private final Tokens tokens;
    private final Reading reading;
    private final Warnings warnings;
    private final Deque<String> ends = new ArrayDeque<>();
    private final Unclosed unclosed;
    private final Map<String, Integer> lastEnds = new HashMap<>();
    private boolean trimming;

    private Parser(String text, Reading reading, Warnings warnings) {
        this.tokens = new Tokens(text);
        this.reading = reading;
        this.warnings = warnings;
        this.unclosed = new Unclosed(tokens.all());
        int place = 0;
        for (Token token : tokens.all()) {
            place++;
            if (token.kind() == Token.Kind.TAG && token.name().startsWith("end")) {
                lastEnds.put(token.name(), place);
            }
        }
    }

    /** @throws LiquidException with the line, if it is not valid and reading is not lenient */
    public static Body parse(String text, Reading reading, Warnings warnings) {
        return new Parser(text, reading, warnings).document();
    }

    private Body document() {
        Body body = new Body();
        for (Token end = body(body, ""); end != null; end = body(body, "")) {
            refuse(body, end, "{% " + end.name() + " %} has no beginning");
        }
        return body;
    }

    /** Reads what is inside a block up to its end. What separates parts, such as {@code else}, is not expected. */
    Body block(Token tag, String end) {
        Body body = new Body();
        for (Token next = body(body, end); !isEnd(next, end); next = body(body, end)) {
            if (next == null) {
                neverClosed(tag);
                return body;
            }
            refuse(body, next, "{% " + next.name() + " %} does not belong into {% " + tag.name() + " %}");
        }
        return body;
    }

    static boolean isEnd(@Nullable Token token, String end) {
        return token != null && token.name().equals(end);
    }

    void neverClosed(Token tag) {
        problem(new LiquidException("{% " + tag.name() + " %} is never closed", tag.line()));
    }

    /** What a mistake within a block leaves: no node, and a warning. @throws LiquidException unless reading is lenient */
    void mistake(LiquidException mistake, Token token) {
        problem(mistake.at(token.line()));
    }

    /** A token that is not valid where it is: an error, or else left out. */
    void refuse(Body body, Token token, String why) {
        problem(new LiquidException(why, token.line()));
        if (reading.verbatim().test(token.start())) {
            body.add(new Node.Text(token.text(), token.line()));
        }
    }

    /** @throws LiquidException unless reading is lenient */
    void problem(LiquidException problem) {
        if (!reading.lenient()) {
            throw problem;
        }
        warnings.add(problem.line(), problem.message());
    }

    /**
     * Reads into a body up to a tag that ends it or separates its parts.
     *
     * @param end the name of the tag that ends the block
     * @return that tag, or null at the end of the text
     */
    @Nullable
    Token body(Body body, String end) {
        if (ends.size() >= DEEPEST) {
            throw new org.dibao.liquid.LimitReached("depth", "blocks are nested more than " + DEEPEST + " deep");
        }
        ends.push(end);
        try {
            for (Token token = tokens.take(); token != null; token = tokens.take()) {
                switch (token.kind()) {
                    case TEXT -> body.add(new Node.Text(trimmed(token.text()), token.line()));
                    case OUTPUT -> output(body, token);
                    case TAG -> {
                        if (tag(body, token)) {
                            return token;
                        }
                    }
                }
            }
            return null;
        } finally {
            ends.pop();
        }
    }

    private String trimmed(String text) {
        int start = 0;
        while (trimming && start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        trimming = false;
        return text.substring(start);
    }

    private void trim(Body body, Token token) {
        if (token.trimsBefore()) {
            body.trimEnd();
        }
        trimming = token.trimsAfter();
    }

    private void output(Body body, Token token) {
        if (!token.isClosed()) {
            unclosed(body, token);
            return;
        }
        trim(body, token);
        body.add(new OutputNode(token, reading.verbatim().test(token.start())));
    }

    private void unclosed(Body body, Token token) {
        String sign = token.kind() == Token.Kind.TAG ? "%}" : "}}";
        problem(new LiquidException("\"" + shown(token) + "\" has no end: " + sign + " is missing", token.line()));
        body.add(new Node.Text(token.text(), token.line()));
    }

    private String shown(Token token) {
        int end = Math.min(tokens.source().length(), token.start() + 42);
        String line = tokens.source()
                .substring(token.start(), end)
                .lines()
                .findFirst()
                .orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }

    /** @return whether the tag ends the body */
    private boolean tag(Body body, Token token) {
        String name = token.name();
        if (!token.isClosed() || name.isEmpty()) {
            unclosed(body, token);
            return false;
        }
        trim(body, token);
        Tag tag = Tags.ALL.get(name);
        if (tag != null) {
            read(body, token, tag);
            return false;
        }
        if (name.equals("else") || name.equals("elsif") || name.equals("when") || name.startsWith("end")) {
            return ends(body, token);
        }
        plugin(body, token);
        return false;
    }

    private void read(Body body, Token token, Tag tag) {
        int place = tokens.place();
        try {
            if (unclosed.contains(token)) {
                throw new LiquidException("{% " + token.name() + " %} is never closed");
            }
            body.add(tag.read(token, this));
        } catch (org.dibao.liquid.LimitReached e) {
            throw e.at(token.line());
        } catch (LiquidException e) {
            problem(e.at(token.line()));
            tokens.goTo(place);
            if (reading.verbatim().test(token.start())) {
                body.add(new Node.Text(token.text(), token.line()));
            }
        }
    }

    /** An end that no open block has, as one of a plugin whose beginning is gone, does not end anything. */
    private boolean ends(Body body, Token token) {
        String name = token.name();
        if (!name.startsWith("end") || name.equals(ends.element()) || !reading.lenient()) {
            return true;
        }
        if (ends.contains(name)) {
            problem(new LiquidException(
                    "{% " + name + " %} is where {% " + ends.element() + " %} is missing", token.line()));
            tokens.goTo(tokens.place() - 1);
            return true;
        }
        refuse(body, token, "{% " + name + " %} has no beginning");
        return false;
    }

    private void plugin(Body body, Token token) {
        String name = token.name();
        if (!reading.lenient()) {
            throw new LiquidException("unknown tag {% " + name + " %}", token.line());
        }
        if (reading.verbatim().test(token.start())) {
            body.add(new Node.Text(token.text(), token.line()));
            return;
        }
        boolean block = lastEnds.getOrDefault("end" + name, -1) > tokens.place();
        body.add(new PluginNode(token, block ? block(token, "end" + name) : null));
    }

    /** The text up to the end of a block in which nothing is run. */
    String raw(Token tag) {
        String end = "end" + tag.name();
        int from = tag.start() + tag.text().length();
        for (Token token = tokens.take(); token != null; token = tokens.take()) {
            int open = token.kind() == Token.Kind.TEXT ? -1 : token.text().lastIndexOf("{%");
            if (open >= 0 && token.text().endsWith("%}")) {
                Token last =
                        new Token(Token.Kind.TAG, token.text().substring(open), token.start() + open, token.line());
                if (last.name().equals(end)) {
                    String text = tokens.source().substring(from, token.start() + open);
                    return last.trimsBefore() ? text.stripTrailing() : text;
                }
            }
        }
        neverClosed(tag);
        return tokens.source().substring(from);
    }

    /** Passes over a comment with those inside it. */
    void comment(Token tag) {
        int depth = 1;
        for (Token token = tokens.take(); token != null; token = tokens.take()) {
            String name = token.kind() == Token.Kind.TAG ? token.name() : "";
            if (name.equals("raw") && lastEnds.getOrDefault("endraw", -1) > tokens.place()) {
                raw(token);
            } else if (name.equals("comment")) {
                depth++;
            } else if (name.equals("endcomment") && --depth == 0) {
                trimming = token.trimsAfter();
                return;
            }
        }
        neverClosed(tag);
    }

    /** Runs a tag within {@code liquid}. */
    Body lines(String markup, int line) {
        StringBuilder text = new StringBuilder();
        markup.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> text.append("{%-")
                        .append(each.startsWith("#") ? "" : " ")
                        .append(each)
                        .append(" -%}"));
        try {
            return parse(text.toString(), reading, warnings);
        } catch (LiquidException e) {
            throw new LiquidException(e.message(), line);
        }
    }
}
