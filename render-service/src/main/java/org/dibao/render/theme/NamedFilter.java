package org.dibao.render.theme;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter that names itself in error messages. */
record NamedFilter(String name, Filter filter) implements Filter {

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        try {
            return filter.apply(input, arguments, self, context, line);
        } catch (PebbleException e) {
            throw e;
        } catch (RuntimeException e) {
            List<String> names = filter.getArgumentNames();
            String why = names == null || names.isEmpty()
                    ? "it is for another type of value"
                    : "an argument is missing (" + String.join(", ", names) + "), or a value has the wrong type";
            throw new PebbleException(
                    e, "the filter \"" + name + "\" cannot be used here: " + why, line, self.getName());
        }
    }

    @Override
    public @Nullable List<String> getArgumentNames() {
        return filter.getArgumentNames();
    }
}
