package org.dibao.render.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.edition.Edition;
import org.dibao.render.feed.Sitemap;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.theme.Item;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads all entries, in batches: for sites whose listings do not know months and static pages. */
final class ScannedShelves implements Shelves {
    private final ListingReader listings;
    private final int batch;

    ScannedShelves(ListingReader listings, int batch) {
        this.listings = listings;
        this.batch = batch;
    }

    @Override
    public Mono<List<Month>> months(Edition edition) {
        return all(edition).<SortedMap<YearMonth, Month>>collect(TreeMap::new, (months, item) -> {
            YearMonth month = YearMonth.from(item.entry().date());
            if (!Shelves.isPage(item) && month.getYear() >= 0 && month.getYear() <= 9999) {
                months.merge(month, new Month(month, 1, item.entry().modifiedAt()), ScannedShelves::both);
            }
        }).map(months -> List.copyOf(months.values()));
    }

    @Override
    public Mono<List<ArticleId>> articles(Edition edition, YearMonth month, int from, int most) {
        return all(edition).filter(item -> Shelves.isIn(month, item)).skip(from).take(most).map(Item::id).collectList();
    }

    @Override
    public Mono<List<Item>> pages(Edition edition) {
        return all(edition).filter(Shelves::isPage).sort(java.util.Comparator.comparing(item -> item.entry().path())).collectList();
    }

    @Override
    public List<ListingKey> listings(Edition edition) {
        return edition.listings().categories(Sitemap.MAX_URLS).stream()
                .sorted(java.util.Comparator.comparing(ListingKey::slug))
                .toList();
    }

    /** The oldest first. */
    private Flux<Item> all(Edition edition) {
        Articles articles = edition.listings().in(ListingKey.ALL);
        return Flux.range(0, (articles.size() + batch - 1) / batch).concatMap(number -> {
            List<ArticleId> ids = new ArrayList<>(articles.between(number * batch, (number + 1) * batch));
            Collections.reverse(ids);
            return listings.items(ids).flatMapIterable(java.util.Map::values);
        });
    }

    private static Month both(Month one, Month other) {
        Instant changed = one.changed().isAfter(other.changed()) ? one.changed() : other.changed();
        return new Month(one.month(), one.articles() + other.articles(), changed);
    }
}
