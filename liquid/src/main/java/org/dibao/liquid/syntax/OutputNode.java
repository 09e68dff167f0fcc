package org.dibao.liquid.syntax;

import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.expression.Output;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.Values;

/** {@code {{ value | filter }}}. */
final class OutputNode implements Node {
    private final Token token;
    private final Output output;
    private final boolean verbatim;

    OutputNode(Token token, boolean verbatim) {
        this.token = token;
        this.output = Output.of(token.inner());
        this.verbatim = verbatim;
    }

    @Override
    public void render(Context context, StringBuilder out) {
        if (output.value() instanceof Expression.Variable(var lookup) && !lookup.exists(context)) {
            if (verbatim) {
                out.append(token.text());
                return;
            }
            context.warn("there is no variable \"" + lookup.text() + "\"");
        }
        String text = Values.text(output.evaluate(context));
        context.budget().work(text.length());
        out.append(text);
    }

    @Override
    public int line() {
        return token.line();
    }
}
