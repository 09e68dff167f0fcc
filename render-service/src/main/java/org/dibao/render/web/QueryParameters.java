package org.dibao.render.web;

import java.util.List;
import java.util.Objects;
import org.dibao.contract.event.Problem;
import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The parameters of a question by a program. */
final class QueryParameters {
    private QueryParameters() {}

    /** Null if it is not given. */
    static @Nullable String one(MultiValueMap<String, String> query, String name) {
        List<String> values = query.get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new Bad(name, name + " may be given only once");
        }
        String value = Objects.requireNonNullElse(values.getFirst(), "");
        return value.isBlank() ? null : value;
    }

    /** How many articles are wanted. */
    static int limit(MultiValueMap<String, String> query, PageSettings settings) {
        String text = one(query, "limit");
        if (text == null) {
            return settings.limit();
        }
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > settings.maxLimit()) {
            throw new Bad(
                    "limit", "limit: " + Quoted.of(text) + " is not a whole number from 1 to " + settings.maxLimit());
        }
        return limit;
    }

    /** One that cannot be used. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String name;

        Bad(String name, String message) {
            super(message, null, false, false);
            this.name = name;
        }

        Problem problem() {
            return Problem.of(Problem.Type.MALFORMED, name, String.valueOf(getMessage()));
        }
    }
}
