package org.dibao.liquid.expression;

import java.util.ArrayList;
import java.util.List;
import org.dibao.liquid.LiquidException;

/** Conditions as old templates have them, with signs that have no meaning. */
final class LaxCondition {
    private static final String SIGNS = "=!<>_";

    private LaxCondition() {}

    /** @throws LiquidException if there is no value where one must be */
    static Condition of(String markup) {
        List<String> parts = new ArrayList<>();
        List<String> joints = new ArrayList<>();
        Scan scan = new Scan(markup);
        int start = 0;
        while (!scan.isAtEnd()) {
            scan.skipSpace();
            int before = scan.at();
            String word = scan.fragment();
            if (word == null) {
                scan.skip();
            } else if (word.equals("and") || word.equals("or")) {
                parts.add(markup.substring(start, before));
                joints.add(word);
                start = scan.at();
            }
        }
        parts.add(markup.substring(start));
        if (parts.size() > 500) {
            throw new LiquidException("a condition is too long");
        }
        Condition condition = one(parts.getLast(), false, null);
        for (int i = parts.size() - 2; i >= 0; i--) {
            condition = one(parts.get(i), joints.get(i).equals("and"), condition);
        }
        return condition;
    }

    private static Condition one(String markup, boolean and, @org.jspecify.annotations.Nullable Condition next) {
        Scan scan = new Scan(markup);
        String left = scan.nextFragment();
        if (left == null) {
            throw new LiquidException("a condition is missing in \"" + markup.strip() + "\"");
        }
        scan.skipSpace();
        String operator = scan.run(c -> SIGNS.indexOf(c) >= 0 || c >= 'a' && c <= 'z');
        scan.skipSpace();
        String right = scan.fragment();
        return new Condition(
                Expression.ofCondition(left),
                operator.isEmpty() ? null : operator,
                right == null ? Expression.NIL : Expression.ofCondition(right),
                and,
                next);
    }
}
