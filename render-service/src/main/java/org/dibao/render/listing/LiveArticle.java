package org.dibao.render.listing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.publication.Publication.Card;

/**
 * What places an article.
 *
 * @param millis its date, milliseconds since 1970
 */
public record LiveArticle(ArticleId id, long millis, Set<ListingKey> listings) {

    public static LiveArticle of(
            ArticleId id, OffsetDateTime date, List<String> categories, List<String> tags, List<String> authors) {
        return new LiveArticle(id, Placed.millis(date), ListingKey.of(categories, tags, authors));
    }

    static LiveArticle of(ArticleId id, Card card) {
        return of(id, card.date(), card.categories(), card.tags(), card.authors());
    }
}
