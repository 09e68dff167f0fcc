package org.dibao.render.view;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.file.FileContent;
import org.jspecify.annotations.Nullable;

/**
 * An article in a listing.
 *
 * @param picture what is in its preview image; absent if it has none, or one that is not kept here
 */
public record Item(
        ArticleId id, ListedArticle entry, @Nullable FileContent picture) {

    /** Of which no picture is known. */
    public Item(ArticleId id, ListedArticle entry) {
        this(id, entry, null);
    }
}
