package org.dibao.liquid.syntax;

import java.util.ArrayList;
import java.util.List;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Condition;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Node;
import org.jspecify.annotations.Nullable;

/** {@code if} and {@code unless}, with {@code elsif} and {@code else}. */
final class If {
    /** A part; without a condition it is an else. */
    private record Part(@Nullable Condition condition, Body body) {}

    private If() {}

    /** One that cannot be read does not hold. */
    private static Condition condition(Token elsif, Parser parser) {
        try {
            return Condition.of(elsif.markup());
        } catch (LiquidException e) {
            parser.mistake(e, elsif);
            return Condition.of("false");
        }
    }

    /** @param wanted what the first condition must be */
    static Node read(Token tag, Parser parser, boolean wanted) {
        String end = "end" + tag.name();
        List<Part> parts = new ArrayList<>();
        Condition condition = Condition.of(tag.markup());
        for (boolean open = true; open; ) {
            Body body = new Body();
            parts.add(new Part(condition, body));
            Token next = parser.body(body, end);
            open = next != null && !Parser.isEnd(next, end);
            if (next == null) {
                parser.neverClosed(tag);
            } else if (next.name().equals("else")) {
                condition = null;
            } else if (next.name().equals("elsif")) {
                condition = condition(next, parser);
            } else if (open) {
                parser.refuse(body, next, "{% " + next.name() + " %} does not belong into {% " + tag.name() + " %}");
                open = !next.name().startsWith("end");
            }
        }
        boolean blank = parts.stream().allMatch(part -> part.body.isBlank());
        if (blank) {
            parts.forEach(part -> part.body.removeTexts());
        }
        return Tags.node(tag, blank, (context, out) -> {
            boolean first = true;
            for (Part part : parts) {
                boolean holds = part.condition == null || part.condition.holds(context) == (wanted || !first);
                if (holds) {
                    part.body.render(context, out);
                    return;
                }
                first = false;
            }
        });
    }
}
