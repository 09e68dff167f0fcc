package org.dibao.store.history;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;

/**
 * The articles on the publisher's desk: all that are not live or will not stay so, and some that are settled since. Unlike
 * other tables it can be read as a whole; that takes as long as it has rows.
 */
public interface Desk extends Table<ArticleId, Pending> {

    /** All rows, in no order, each with the position that made it so. */
    CompletableFuture<List<Versioned<Pending>>> all();

    /** Deletes these rows, whatever they hold: only while nobody writes. */
    CompletableFuture<Void> delete(Collection<ArticleId> articles);
}
