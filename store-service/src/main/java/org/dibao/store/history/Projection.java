package org.dibao.store.history;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;

/**
 * The newest value of each key, made from decisions and at any time to be made again. Guarded by position: an older value
 * never replaces a newer one, so writes may be repeated and may come late. Cost does not grow with the number of keys.
 *
 * @param <K> key
 * @param <V> value
 */
public interface Projection<K, V> {

    /** The values that there are for these keys; keys without one are left out. */
    CompletableFuture<Map<K, V>> find(Collection<K> keys);

    /**
     * Writes each value unless one of the same or a later position is there. Durable (majority, journaled) when the
     * future completes; if it fails with {@link Unavailable}, any of them may have been written.
     */
    CompletableFuture<Void> put(Map<K, Versioned<V>> values);

    /** A value and the position of the decision that made it so. */
    record Versioned<V>(Position position, V value) {}
}
