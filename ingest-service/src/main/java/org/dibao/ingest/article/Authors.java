package org.dibao.ingest.article;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.Slug;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;

/**
 * {@code author} and {@code authors}: a name, a list of names, a map with a {@code name}, or a list of such maps. A
 * text is one name, because names contain spaces. Maps with more than the name are also kept with the other fields.
 */
final class Authors {
    private final ArticleLimits limits;
    private final UnaryOperator<String> lines;

    /** @param lines reads a name */
    Authors(ArticleLimits limits, UnaryOperator<String> lines) {
        this.limits = limits;
        this.lines = lines;
    }

    List<String> take(Fields fields) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : List.of("authors", "author")) {
            Value value = fields.take(field);
            if (value != null && collect(field, value, names)) {
                fields.keep(field, value);
            }
        }
        if (names.size() > limits.authors()) {
            throw Refused.field(
                    "authors",
                    "an article has at most " + limits.authors() + " authors, this one has " + names.size()
                            + "; the setting dibao.ingest.limits.authors allows more");
        }
        return Fields.once(names, name -> Slug.of(name).isEmpty() ? name : Slug.of(name));
    }

    /** @return whether it contains more than names */
    private boolean collect(String field, Value value, Set<String> names) {
        return switch (value) {
            case Value.Scalar scalar -> {
                String name = scalar.isNull() ? "" : Fields.line(field, lines.apply(scalar.text()), limits.nameChars());
                if (!name.isEmpty()) {
                    names.add(name);
                }
                yield false;
            }
            case Value.Sequence sequence -> {
                boolean more = false;
                for (Value item : sequence.items()) {
                    more |= collect(field, item, names);
                }
                yield more;
            }
            case Value.Mapping map -> {
                Value name = map.members().get("name");
                if (!(name instanceof Value.Scalar)) {
                    throw Refused.field(field, field + ": an author that is a map needs a name");
                }
                collect(field, name, names);
                yield map.members().size() > 1;
            }
        };
    }
}
