package org.dibao.projector;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The newest value of each key, made of a topic's records and at any time to be rebuilt from them. Guarded by position: an
 * older value never replaces a newer one, so writes may be repeated and may come late. Cost does not grow with the number of
 * keys.
 *
 * @param <K> key; its {@link Object#toString text} is what it is stored under
 * @param <V> value
 */
public interface Table<K, V> {

    /** The values that there are for these keys; keys without one are left out. */
    CompletableFuture<Map<K, V>> find(Collection<K> keys);

    /**
     * Writes each value unless one of a later position is there. Of two values of the same position the same one stays,
     * whichever is written first: they were made of the same record, and differ only where two releases made them.
     *
     * <p>Durable (majority, journaled) when the future completes; if it fails with {@link Unavailable}, any of them may have
     * been written.
     */
    CompletableFuture<Void> put(Map<K, Versioned<V>> values);
}
