package org.dibao.render.view;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dibao.contract.article.ArticleId;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;

/** How listings show each article. */
public interface Entries extends Table<ArticleId, Entry> {

    /**
     * Hands over every entry once, in no order, one after the other, while others may be written: what is written
     * meanwhile is seen or not, but nothing older than what was there at the call.
     */
    CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<Entry>> reader);
}
