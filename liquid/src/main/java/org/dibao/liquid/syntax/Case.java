package org.dibao.liquid.syntax;

import java.util.ArrayList;
import java.util.List;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Condition;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Scan;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Node;

/** {@code case}: each {@code when} that holds is written, and an {@code else} if none before it did. */
final class Case {
    /** A part; without conditions it is an else. */
    private record Part(List<Condition> conditions, Body body) {}

    private Case() {}

    static Node read(Token tag, Parser parser) {
        String given = new Scan(tag.markup()).nextFragment();
        if (given == null) {
            throw new LiquidException("{% case %} must be written {% case value %}");
        }
        Expression value = Expression.of(given);
        List<Part> parts = new ArrayList<>();
        Body body = new Body();
        boolean blank = true;
        for (Token next = parser.body(body, "endcase"); ; next = parser.body(body, "endcase")) {
            blank &= body.isBlank();
            if (next == null) {
                parser.neverClosed(tag);
                break;
            }
            if (Parser.isEnd(next, "endcase")) {
                break;
            }
            if (next.name().equals("when")) {
                body = new Body();
                parts.add(new Part(conditions(value, next, parser), body));
            } else if (next.name().equals("else")) {
                body = new Body();
                parts.add(new Part(List.of(), body));
            } else {
                parser.refuse(body, next, "{% " + next.name() + " %} does not belong into {% case %}");
                if (next.name().startsWith("end")) {
                    break;
                }
            }
        }
        if (blank) {
            parts.forEach(part -> part.body.removeTexts());
        }
        return Tags.node(tag, blank, (context, out) -> {
            boolean none = true;
            for (Part part : parts) {
                if (part.conditions.isEmpty()) {
                    if (none) {
                        part.body.render(context, out);
                    }
                    continue;
                }
                for (Condition condition : part.conditions) {
                    if (condition.holds(context)) {
                        none = false;
                        part.body.render(context, out);
                    }
                }
            }
        });
    }

    /** One that cannot be read does not hold. */
    private static List<Condition> conditions(Expression value, Token when, Parser parser) {
        try {
            return conditions(value, when);
        } catch (LiquidException e) {
            parser.mistake(e, when);
            return List.of(Condition.of("false"));
        }
    }

    private static List<Condition> conditions(Expression value, Token when) {
        List<Condition> conditions = new ArrayList<>();
        Scan scan = new Scan(when.markup());
        boolean more = true;
        while (more) {
            String each = scan.nextFragment();
            if (each == null) {
                throw new LiquidException("{% when %} must be written {% when value or value %}", when.line());
            }
            conditions.add(Condition.equal(value, Expression.ofCondition(each)));
            scan.skipSpace();
            int before = scan.at();
            more = scan.take(',') || "or".equals(scan.fragment());
            if (!more) {
                scan.at(before);
            }
        }
        return conditions;
    }
}
