package org.dibao.liquid.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Scan;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** {@code cycle}: one value after the other, in a round that tags with the same name, or else the same literal values, share. */
final class Cycle {
    private Cycle() {}

    static Node read(Token tag, Parser parser) {
        String markup = tag.markup();
        Scan scan = new Scan(markup);
        String first = scan.fragment();
        if (first == null) {
            throw new LiquidException("{% cycle %} must be written {% cycle one, two %}");
        }
        scan.skipSpace();
        boolean named = scan.take(':');
        if (!named && first.endsWith(":")) {
            named = true;
            first = first.substring(0, first.length() - 1);
        }
        int colon = named || first.startsWith("\"") || first.startsWith("'") ? -1 : first.indexOf(':');
        String name = colon > 0 ? first.substring(0, colon) : first;
        String rest = colon > 0 ? markup.substring(colon + 1) : named ? scan.rest() : markup;
        named |= colon > 0;
        List<Expression> values = Arrays.stream(rest.split(",", -1))
                .map(each -> new Scan(each).nextFragment())
                .filter(each -> each != null)
                .map(Expression::of)
                .toList();
        if (values.isEmpty()) {
            throw new LiquidException("{% cycle %} must be written {% cycle one, two %}");
        }
        boolean literal = values.stream().allMatch(Expression.Literal.class::isInstance);
        Expression key =
                named ? Expression.of(name) : new Expression.Literal(literal ? shared(values) : tag.start() + "?");
        return Tags.node(tag, false, (context, out) -> {
            String register = "cycle " + Values.text(key.evaluate(context));
            int at = context.registers().get(register) instanceof Integer before ? before : 0;
            Expression value = at < values.size() ? values.get(at) : Expression.NIL;
            out.append(Values.text(value.evaluate(context)));
            context.registers().put(register, at + 1 >= values.size() ? 0 : at + 1);
        });
    }

    private static String shared(List<Expression> values) {
        List<@Nullable Object> plain = new ArrayList<>();
        values.forEach(each -> plain.add(each instanceof Expression.Literal(var value) ? value : null));
        return Values.string(plain);
    }
}
