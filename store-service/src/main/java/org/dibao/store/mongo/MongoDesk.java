package org.dibao.store.mongo;

import static com.mongodb.client.model.Filters.in;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Versioned;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.projector.mongo.Rows;
import org.dibao.store.history.Desk;
import org.dibao.store.history.Pending;

/** Collection {@code desk}: {@code _id} is the article's id. */
final class MongoDesk extends MongoTable<ArticleId, Pending> implements Desk {
    MongoDesk(Rows rows) {
        super(rows, Pending.class);
    }

    @Override
    public CompletableFuture<List<Versioned<Pending>>> all() {
        return rows().read(collection -> Futures.all(
                all(collection), rows -> rows.stream().map(this::versioned).toList()));
    }

    @Override
    public CompletableFuture<Void> delete(Collection<ArticleId> articles) {
        return rows().write(collection -> Futures.done(collection.deleteMany(
                in("_id", articles.stream().map(ArticleId::value).toList()))));
    }
}
