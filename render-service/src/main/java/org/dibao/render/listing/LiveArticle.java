package org.dibao.render.listing;

import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.publication.Publication.Card;

/**
 * What places an article.
 *
 * @param millis   its date, milliseconds since 1970
 * @param modified when it was changed last, milliseconds since 1970
 * @param listings those that it is in by what it says itself, each with the name that it gives to it
 */
public record LiveArticle(ArticleId id, long millis, long modified, Map<ListingKey, String> listings) {

    public static LiveArticle of(ArticleId id, Card card) {
        return new LiveArticle(
                id, ListingEntry.millis(card.date()), card.modifiedAt().toEpochMilli(), ListingKey.of(card));
    }
}
