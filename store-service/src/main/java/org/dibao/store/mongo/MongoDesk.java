package org.dibao.store.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Versioned;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.store.history.Desk;
import org.dibao.store.history.Pending;

/** Collection {@code desk}: {@code _id} is the article's id. */
final class MongoDesk extends MongoTable<ArticleId, Pending> implements Desk {
    private final MongoCollection<Document> collection;

    MongoDesk(MongoCollection<Document> collection) {
        super(collection, Pending.class);
        this.collection = collection;
    }

    @Override
    public CompletableFuture<List<Versioned<Pending>>> all() {
        return Futures.all(rows(), rows -> rows.stream().map(this::versioned).toList());
    }

    @Override
    public CompletableFuture<Void> delete(Collection<ArticleId> articles) {
        return Futures.done(collection.deleteMany(
                in("_id", articles.stream().map(ArticleId::value).toList())));
    }
}
