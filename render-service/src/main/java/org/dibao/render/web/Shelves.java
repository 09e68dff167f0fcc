package org.dibao.render.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.edition.Edition;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.theme.Item;
import reactor.core.publisher.Mono;

/** Port: what sitemaps are made of. A month is that of an article's date with the offset that it has, as purge keys have it. */
interface Shelves {

    /**
     * @param articles how many, at least 1
     * @param changed  when one of them was changed last
     */
    record Month(YearMonth month, int articles, Instant changed) {}

    /** Those with an article, of the years 0 to 9999, the oldest first. */
    Mono<List<Month>> months(Edition edition);

    /**
     * A month's articles, the oldest first.
     *
     * @param from rank from the oldest, from 0
     * @param most how many at most
     */
    Mono<List<ArticleId>> articles(Edition edition, YearMonth month, int from, int most);

    /** Static pages, in the order of their paths. */
    Mono<List<Item>> pages(Edition edition);

    /** Listings that have a page of their own. */
    List<ListingKey> listings(Edition edition);

    static boolean isPage(Item item) {
        return "page".equals(item.entry().layout());
    }

    static boolean isIn(YearMonth month, Item item) {
        return !isPage(item) && YearMonth.from(item.entry().date()).equals(month);
    }
}
