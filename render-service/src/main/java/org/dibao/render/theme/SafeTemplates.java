package org.dibao.render.theme;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Restricts the template language to the features named here: those that cannot use unbounded memory or time and cannot
 * access files or classes. Every body is counted.
 */
final class SafeTemplates extends ExtensionCustomizer {
    private static final Set<String> TAGS =
            Set.of("block", "extends", "for", "from", "if", "import", "include", "macro", "set", "verbatim");
    private static final Set<String> FILTERS = Set.of(
            "abbreviate",
            "capitalize",
            "default",
            "escape",
            "first",
            "last",
            "length",
            "lower",
            "raw",
            "reverse",
            "slice",
            "title",
            "trim",
            "upper",
            "urlencode");
    /** The template engine treats these specially. */
    private static final Set<String> KNOWN_BY_CLASS = Set.of("default", "escape", "raw");

    private static final Set<String> FUNCTIONS = Set.of("max", "min");
    /** {@code ..} makes lists of arbitrary length. */
    private static final Set<String> REFUSED_OPERATORS = Set.of("..");

    private static final Set<String> JOINING_OPERATORS = Set.of("~", "+");

    SafeTemplates(Extension core) {
        super(core);
    }

    @Override
    public @Nullable List<TokenParser> getTokenParsers() {
        List<TokenParser> all = super.getTokenParsers();
        return all == null
                ? null
                : all.stream()
                        .filter(parser -> TAGS.contains(parser.getTag()))
                        .<TokenParser>map(CountedBodies::new)
                        .toList();
    }

    @Override
    public @Nullable Map<String, Filter> getFilters() {
        Map<String, Filter> some = only(FILTERS, super.getFilters());
        if (some != null) {
            some.replaceAll((name, filter) -> KNOWN_BY_CLASS.contains(name) ? filter : new NamedFilter(name, filter));
        }
        return some;
    }

    @Override
    public @Nullable Map<String, Function> getFunctions() {
        return only(FUNCTIONS, super.getFunctions());
    }

    @Override
    public @Nullable List<BinaryOperator> getBinaryOperators() {
        List<BinaryOperator> all = super.getBinaryOperators();
        return all == null
                ? null
                : all.stream()
                        .filter(operator -> !REFUSED_OPERATORS.contains(operator.getSymbol()))
                        .map(operator ->
                                JOINING_OPERATORS.contains(operator.getSymbol()) ? bounded(operator) : operator)
                        .toList();
    }

    private static BinaryOperator bounded(BinaryOperator joining) {
        return new BinaryOperatorImpl(
                joining.getSymbol(),
                joining.getPrecedence(),
                () -> new BoundedJoin(joining.createInstance()),
                BinaryOperatorType.NORMAL,
                joining.getAssociativity());
    }

    private static <T> @Nullable Map<String, T> only(Set<String> names, @Nullable Map<String, T> all) {
        if (all == null) {
            return null;
        }
        Map<String, T> some = new HashMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }
}
