package org.dibao.ingest.liquid;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code _data} or a folder in it as templates find it: a map, in which a file's value is read when it is asked for. */
final class DataFolder extends AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final Function<String, @Nullable Object> reader;

    /** @param reader answers the value in a file, by its path */
    DataFolder(Function<String, @Nullable Object> reader) {
        this.reader = reader;
    }

    private record Unread(String path) {}

    /**
     * Adds a file. A name has letters, digits, hyphens and underscores, as in Jekyll.
     *
     * @param below its path below this folder
     */
    void add(String path, String below) {
        int slash = below.indexOf('/');
        if (slash < 0) {
            members.putIfAbsent(key(below.substring(0, below.lastIndexOf('.'))), new Unread(path));
            return;
        }
        String name = key(below.substring(0, slash));
        DataFolder folder = members.get(name) instanceof DataFolder there ? there : new DataFolder(reader);
        members.put(name, folder);
        folder.add(path, below.substring(slash + 1));
    }

    private static String key(String name) {
        return name.replaceAll("[^\\p{L}\\p{M}\\p{N}_\\s-]+", "").strip().replaceAll("\\s+", "_");
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members.containsKey(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Object member = members.get(name);
        if (name instanceof String key && member instanceof Unread unread) {
            member = reader.apply(unread.path);
            members.put(key, member);
        }
        return member;
    }

    @Override
    public int size() {
        return members.size();
    }

    /** Reads all files. */
    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        new ArrayList<>(members.keySet()).forEach(this::get);
        return members.entrySet();
    }
}
