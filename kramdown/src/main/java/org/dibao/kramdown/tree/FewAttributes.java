package org.dibao.kramdown.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An ordered map of very few attributes: names and values in one array, looked for one after another. */
final class FewAttributes extends AbstractMap<String, String> {
    /** More than these belong into another map. */
    static final int MOST = 8;

    private String[] namesAndValues;

    FewAttributes(String name, String value) {
        namesAndValues = new String[] {name, value};
    }

    private int indexOf(@Nullable Object name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        int index = indexOf(name);
        return index < 0 ? null : namesAndValues[index + 1];
    }

    @Override
    public @Nullable String put(String name, String value) {
        int index = indexOf(name);
        if (index >= 0) {
            return setValue(index, value);
        }
        int length = namesAndValues.length;
        namesAndValues = Arrays.copyOf(namesAndValues, length + 2);
        namesAndValues[length] = name;
        namesAndValues[length + 1] = value;
        return null;
    }

    private String setValue(int index, String value) {
        String before = namesAndValues[index + 1];
        namesAndValues[index + 1] = value;
        return before;
    }

    @Override
    public @Nullable String remove(@Nullable Object name) {
        int index = indexOf(name);
        if (index < 0) {
            return null;
        }
        String removed = namesAndValues[index + 1];
        String[] rest = Arrays.copyOf(namesAndValues, namesAndValues.length - 2);
        System.arraycopy(namesAndValues, index + 2, rest, index, rest.length - index);
        namesAndValues = rest;
        return removed;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return FewAttributes.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < namesAndValues.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(namesAndValues[next - 2], namesAndValues[next - 1]);
        }
    }
}
