package org.dibao.render.view;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;

/** What listings show of each article. */
public interface ArticleSummaries extends Table<ArticleId, ArticleSummary> {

    /**
     * Delivers every entry once, one at a time, in no particular order. Concurrent writes may or may not be seen, but
     * nothing older than the state at the time of the call.
     */
    CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<ArticleSummary>> reader);
}
