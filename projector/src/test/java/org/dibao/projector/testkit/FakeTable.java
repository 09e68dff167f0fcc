package org.dibao.projector.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;

/** A table in memory. It keeps JSON, as the real one does. */
public class FakeTable<K, V> implements Table<K, V> {
    /** A value as it is stored. */
    public record Row(long position, String json) {
        boolean isNewerThan(Row other) {
            return position > other.position || position == other.position && json.compareTo(other.json) > 0;
        }
    }

    public final Map<K, Row> rows = new HashMap<>();
    private final Class<V> type;

    public FakeTable(Class<V> type) {
        this.type = type;
    }

    @Override
    public CompletableFuture<Map<K, Versioned<V>>> findVersions(Collection<K> keys) {
        Map<K, Versioned<V>> found = new HashMap<>();
        for (K key : keys) {
            Row row = rows.get(key);
            if (row != null) {
                found.put(key, versioned(row));
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
        values.forEach((key, value) -> rows.merge(
                key,
                new Row(value.position().value(), Json.text(value.value())),
                (old, now) -> now.isNewerThan(old) ? now : old));
        return CompletableFuture.completedFuture(null);
    }

    /** Whether it has all that another one has, or newer. */
    public boolean isAsNewAs(FakeTable<K, V> other) {
        return other.rows.entrySet().stream()
                .allMatch(row -> rows.containsKey(row.getKey())
                        && rows.get(row.getKey()).position() >= row.getValue().position());
    }

    /** What a row holds. */
    public Versioned<V> versioned(Row row) {
        return new Versioned<>(new Position(row.position()), Json.read(row.json(), type));
    }

    /** All of it, in a form that can be compared and read. */
    public Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        rows.forEach((key, row) -> content.put(key.toString(), row.toString()));
        return content;
    }
}
