package org.dibao.render.theme;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.Collection;

/**
 * Concatenates strings or lists up to a limit: a template that doubles a string forty times would produce a terabyte.
 */
final class BoundedJoin extends BinaryExpression<Object> {
    private final BinaryExpression<?> joining;

    BoundedJoin(BinaryExpression<?> joining) {
        this.joining = joining;
    }

    @Override
    public void setLeft(Expression<?> left) {
        super.setLeft(left);
        joining.setLeft(left);
    }

    @Override
    public void setRight(Expression<?> right) {
        super.setRight(right);
        joining.setRight(right);
    }

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
        Object joined = joining.evaluate(self, context);
        int size = switch (joined) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            case null, default -> 0;
        };
        if (size > RenderingBudget.MAX_VALUE) {
            throw new PebbleException(
                    null, "it concatenates more than " + RenderingBudget.MAX_VALUE, getLineNumber(), self.getName());
        }
        return joined;
    }
}
