package org.dibao.render.listing;

import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Listable;

/**
 * What places an article.
 *
 * @param millis   its date, milliseconds since 1970
 * @param modified when it was changed last, milliseconds since 1970
 * @param listings those that it is in by what it says itself, each with the name that it gives to it
 */
public record LiveArticle(ArticleId id, long millis, long modified, Map<ListingKey, String> listings) {

    public static LiveArticle of(ArticleId id, Listable article) {
        return new LiveArticle(
                id, ListingEntry.millis(article.date()), article.modifiedAt().toEpochMilli(), ListingKey.of(article));
    }
}
