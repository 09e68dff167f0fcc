package org.dibao.render.mongo;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Versioned;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.render.view.Entries;
import org.dibao.render.view.Entry;
import reactor.core.publisher.Flux;

/** Collection {@code entries}. */
final class MongoEntries extends MongoTable<ArticleId, Entry> implements Entries {

    MongoEntries(MongoCollection<Document> collection) {
        super(collection, Entry.class);
    }

    @Override
    public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<Entry>> reader) {
        return Futures.done(Flux.from(rows())
                .doOnNext(row -> reader.accept(new ArticleId(row.getString("_id")), versioned(row)))
                .then());
    }
}
