package org.dibao.liquid.syntax;

import java.util.Map;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Output;
import org.dibao.liquid.expression.Scan;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.Values;

/** All tags by name. */
final class Tags {
    static final Map<String, Tag> ALL = Map.ofEntries(
            Map.entry("assign", Tags::assign),
            Map.entry("break", (tag, _) -> interrupt(tag, Context.Interrupt.BREAK)),
            Map.entry("capture", Tags::capture),
            Map.entry("case", Case::read),
            Map.entry("comment", Tags::comment),
            Map.entry("continue", (tag, _) -> interrupt(tag, Context.Interrupt.CONTINUE)),
            Map.entry("cycle", Cycle::read),
            Map.entry("decrement", (tag, _) -> counter(tag, -1)),
            Map.entry("echo", (tag, _) -> node(tag, false, output(Output.of(tag.markup())))),
            Map.entry("for", For::read),
            Map.entry("highlight", Highlight::read),
            Map.entry("if", (tag, parser) -> If.read(tag, parser, true)),
            Map.entry("ifchanged", Tags::ifChanged),
            Map.entry("include", (tag, _) -> Include.read(tag, false)),
            Map.entry("include_cached", (tag, _) -> Include.read(tag, false)),
            Map.entry("include_relative", (tag, _) -> Include.read(tag, true)),
            Map.entry("increment", (tag, _) -> counter(tag, 1)),
            Map.entry("link", (tag, _) -> Address.read(tag)),
            Map.entry("liquid", Tags::liquid),
            Map.entry("post_url", (tag, _) -> Address.read(tag)),
            Map.entry("raw", Tags::raw),
            Map.entry("tablerow", TableRow::read),
            Map.entry("unless", (tag, parser) -> If.read(tag, parser, false)),
            Map.entry("#", (tag, _) -> node(tag, true, (_, _) -> {})));

    private Tags() {}

    /** What a node writes. */
    interface Writing {
        void render(Context context, StringBuilder out);
    }

    static Node node(Token token, boolean blank, Writing writing) {
        return new Node() {
            @Override
            public void render(Context context, StringBuilder out) {
                writing.render(context, out);
            }

            @Override
            public int line() {
                return token.line();
            }

            @Override
            public boolean isBlank() {
                return blank;
            }
        };
    }

    private static Writing output(Output output) {
        return (context, out) -> {
            String text = Values.text(output.evaluate(context));
            context.budget().work(text.length());
            out.append(text);
        };
    }

    private static boolean isName(int c) {
        return c == '_'
                || c == '-'
                || c == '.'
                || c == '['
                || c == ']'
                || c == '('
                || c == ')'
                || c < 128 && Character.isLetterOrDigit(c);
    }

    private static Node assign(Token tag, Parser parser) {
        String markup = tag.markup();
        int sign = markup.indexOf('=');
        Scan scan = new Scan(markup);
        String name = "";
        while (sign >= 0 && scan.at() < sign) {
            String word = scan.run(Tags::isName);
            scan.skipSpace();
            name = word;
            if (scan.at() < sign && word.isEmpty()) {
                scan.skip();
            }
        }
        if (name.isEmpty()) {
            throw new LiquidException("{% assign %} must be written {% assign name = value %}");
        }
        String to = name;
        Output value = Output.of(markup.substring(sign + 1));
        return node(tag, true, (context, _) -> context.assign(to, value.evaluate(context)));
    }

    private static Node capture(Token tag, Parser parser) {
        Scan scan = new Scan(tag.markup());
        String name = scan.run(Tags::isName);
        while (name.isEmpty() && !scan.isAtEnd()) {
            scan.skip();
            name = scan.run(Tags::isName);
        }
        if (name.isEmpty()) {
            throw new LiquidException("{% capture %} must be written {% capture name %}");
        }
        String to = name;
        Body body = parser.block(tag, "endcapture");
        return node(tag, true, (context, _) -> {
            StringBuilder text = new StringBuilder();
            body.render(context, text);
            context.budget().work(text.length());
            context.assign(to, text.toString());
        });
    }

    private static Node comment(Token tag, Parser parser) {
        parser.comment(tag);
        return node(tag, true, (_, _) -> {});
    }

    private static Node interrupt(Token tag, Context.Interrupt why) {
        return node(tag, false, (context, _) -> context.interrupt(why));
    }

    private static Node counter(Token tag, int by) {
        String name = tag.markup().strip();
        return node(tag, false, (context, out) -> {
            long before = context.count(name, by);
            out.append(by < 0 ? before + by : before);
        });
    }

    private static Node ifChanged(Token tag, Parser parser) {
        Body body = parser.block(tag, "endifchanged");
        return node(tag, false, (context, out) -> {
            StringBuilder text = new StringBuilder();
            body.render(context, text);
            String now = text.toString();
            if (!now.equals(context.registers().put("ifchanged", now))) {
                context.budget().work(now.length());
                out.append(now);
            }
        });
    }

    private static Node liquid(Token tag, Parser parser) {
        Body body = parser.lines(tag.markup(), tag.line());
        return node(tag, body.isBlank(), body::render);
    }

    private static Node raw(Token tag, Parser parser) {
        if (!tag.markup().isBlank()) {
            throw new LiquidException("{% raw %} has nothing behind its name");
        }
        String text = parser.raw(tag);
        return node(tag, text.isEmpty(), (_, out) -> out.append(text));
    }

    /** A value as the parts of {@code cycle} are written. */
    static Expression fragment(String text) {
        String found = new Scan(text).nextFragment();
        return found == null ? Expression.NIL : Expression.of(found);
    }
}
