package org.dibao.kramdown.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as an element keeps them: an array of names and values in turn, or a map if they are many. */
final class StoredAttributes {
    static final String[] NONE = {};
    /** More than these are looked up in a map. */
    private static final int MOST = 8;

    private StoredAttributes() {}

    static @Nullable String get(Object attributes, String name) {
        if (attributes instanceof String[] few) {
            int index = indexOf(few, name);
            return index < 0 ? null : few[index + 1];
        }
        return many(attributes).get(name);
    }

    /** With another attribute or another value: the same object, or one in its place. */
    static Object with(Object attributes, String name, String value) {
        if (!(attributes instanceof String[] few)) {
            many(attributes).put(name, value);
            return attributes;
        }
        int index = indexOf(few, name);
        if (index >= 0) {
            few[index + 1] = value;
            return few;
        }
        if (few.length == 2 * MOST) {
            Map<String, String> many = new LinkedHashMap<>(new FewAttributes(few));
            many.put(name, value);
            return many;
        }
        String[] more = Arrays.copyOf(few, few.length + 2);
        more[few.length] = name;
        more[few.length + 1] = value;
        return more;
    }

    /** Without an attribute: the same object, or one in its place. */
    static Object without(Object attributes, String name) {
        if (!(attributes instanceof String[] few)) {
            many(attributes).remove(name);
            return attributes;
        }
        int index = indexOf(few, name);
        if (index < 0) {
            return few;
        }
        String[] rest = Arrays.copyOf(few, few.length - 2);
        System.arraycopy(few, index + 2, rest, index, rest.length - index);
        return rest;
    }

    /** A view that cannot be changed. */
    static Map<String, String> asMap(Object attributes) {
        if (attributes instanceof String[] few) {
            return few.length == 0 ? Map.of() : new FewAttributes(few);
        }
        return Collections.unmodifiableMap(many(attributes));
    }

    static int indexOf(String[] namesAndValues, @Nullable Object name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> many(Object attributes) {
        return (Map<String, String>) attributes;
    }
}
