package org.dibao.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A database with BSON in its maps. H2 returns an already open map to everyone who opens it later, so opening it first
 * determines its types.
 */
final class BsonDatabase extends H2Database {
    private static final BsonValueType BSON = new BsonValueType();

    private final MVStore store;

    BsonDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store; // before the parent opens the existing maps
        super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        open(getFullCollectionNamespace(collection) + "._index_" + index);
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        open("databases." + getFullCollectionNamespace(collection));
        return super.openOrCreateCollection(collection, options);
    }

    private void open(String map) {
        var _ = store.openMap(
                map, new MVMap.Builder<Object, Object>().keyType(BSON).valueType(BSON));
    }
}
