package org.dibao.render.mongo;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.view.Entries;
import org.dibao.render.view.Entry;
import reactor.core.publisher.Flux;

/** Collection {@code entries}. */
final class MongoEntries extends MongoView<ArticleId, Entry> implements Entries {

    MongoEntries(MongoCollection<Document> collection) {
        super(collection, Entry.class);
    }

    @Override
    public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<Entry>> reader) {
        return Mongo.done(Flux.from(collection.find().batchSize(PAGE))
                .doOnNext(row -> reader.accept(new ArticleId(row.getString("_id")), placed(row)))
                .then());
    }
}
