package org.dibao.render.mongo;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Versioned;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.MongoTable;
import org.dibao.projector.mongo.Rows;
import org.dibao.render.view.ArticleSummaries;
import org.dibao.render.view.ArticleSummary;
import reactor.core.publisher.Flux;

/** Collection {@code entries}. */
final class MongoArticleSummaries extends MongoTable<ArticleId, ArticleSummary> implements ArticleSummaries {

    MongoArticleSummaries(Rows rows) {
        super(rows, ArticleSummary.class);
    }

    @Override
    public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<ArticleSummary>> reader) {
        return rows().readOnce(collection -> Futures.done(Flux.from(all(collection))
                .doOnNext(row -> reader.accept(new ArticleId(row.getString("_id")), versioned(row)))
                .then()));
    }
}
