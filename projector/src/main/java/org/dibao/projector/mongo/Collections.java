package org.dibao.projector.mongo;

import org.dibao.projector.Table;

/** The collections of one generation of a database, or of whichever serves. */
public interface Collections {

    Rows rows(String collection);

    default <K, V> Table<K, V> table(String collection, Class<V> type) {
        return new MongoTable<>(rows(collection), type);
    }
}
