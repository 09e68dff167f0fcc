package org.dibao.render.listing;

import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Listable;

/**
 * What determines an article's place in listings.
 *
 * @param millis   its date, in milliseconds since 1970
 * @param modified when it was last changed, in milliseconds since 1970
 * @param listings the listings that it names itself, each with the name as the article writes it
 */
public record LiveArticle(ArticleId id, long millis, long modified, Map<ListingKey, String> listings) {

    public static LiveArticle of(ArticleId id, Listable article) {
        return new LiveArticle(
                id, ListingEntry.millis(article.date()), article.modifiedAt().toEpochMilli(), ListingKey.of(article));
    }
}
