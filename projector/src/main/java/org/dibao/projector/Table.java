package org.dibao.projector;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The latest value of each key, derived from a topic's records and rebuildable from them at any time. Guarded by
 * position: an older value never replaces a newer one, so writes may be repeated and may arrive late. The cost does not
 * grow with the number of keys.
 *
 * @param <K> key; stored as its {@link Object#toString text}
 * @param <V> value
 */
public interface Table<K, V> {

    /** The values for these keys; keys without a value are omitted. */
    default CompletableFuture<Map<K, V>> find(Collection<K> keys) {
        return findVersions(keys).thenApply(found -> {
            Map<K, V> values = new HashMap<>();
            found.forEach((key, version) -> values.put(key, version.value()));
            return values;
        });
    }

    /** The values for these keys with their positions; keys without a value are omitted. */
    CompletableFuture<Map<K, Versioned<V>>> findVersions(Collection<K> keys);

    /**
     * Writes each value unless the stored one has a later position. Of two values with the same position the same one
     * is kept, whichever is written first: both come from the same record and can differ only if two releases made
     * them.
     *
     * <p>Durable (majority, journaled) when the future completes; if it fails with {@link Unavailable}, any of them may have
     * been written.
     */
    CompletableFuture<Void> put(Map<K, Versioned<V>> values);
}
