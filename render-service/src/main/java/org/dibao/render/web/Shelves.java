package org.dibao.render.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.feed.Sitemap;
import org.dibao.render.listing.Addresses;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.Listings;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import reactor.core.publisher.Mono;

/**
 * What sitemaps are made of, out of memory. A month is that of an article's date with the offset that it has, as purge keys
 * have it.
 */
final class Shelves {
    private final ListingReader listings;

    Shelves(ListingReader listings) {
        this.listings = listings;
    }

    /**
     * @param articles how many, at least 1
     * @param changed  when one of them was changed last
     */
    record Month(YearMonth month, int articles, Instant changed) {}

    /** Those with an article, of the years 0 to 9999, the oldest first. */
    List<Month> months(SiteSnapshot edition) {
        List<Month> months = new ArrayList<>();
        for (ListingKey key : edition.listings().keys(Kind.MONTH)) {
            Articles articles = edition.listings().in(key);
            if (!articles.isEmpty() && key.slug().matches("[0-9]{4}-[0-9]{2}")) {
                months.add(new Month(YearMonth.parse(key.slug()), articles.size(), articles.lastModified()));
            }
        }
        months.sort(Comparator.comparing(Month::month));
        return months;
    }

    /**
     * A month's articles, the oldest first.
     *
     * @param from rank from the oldest, from 0
     * @param most how many at most
     */
    List<ArticleId> articles(SiteSnapshot edition, YearMonth month, int from, int most) {
        var all = edition.listings().in(new ListingKey(Kind.MONTH, month.toString()));
        List<ArticleId> ids = new ArrayList<>(
                all.between(Math.min(from, all.size()), (int) Math.min(all.size(), (long) from + most)));
        Collections.reverse(ids);
        return ids;
    }

    /** Static pages, in the order of their paths. */
    Mono<List<Item>> pages(SiteSnapshot edition) {
        return listings.items(edition.listings().in(ListingKey.PAGES).newest(Sitemap.MAX_URLS))
                .map(found -> found.values().stream()
                        .filter(Shelves::isPage)
                        .sorted(Comparator.comparing(item -> item.entry().path()))
                        .toList());
    }

    /** Where listings and indexes are that have something to show, percent-encoded. */
    static List<String> listings(SiteSnapshot edition) {
        List<String> paths = new ArrayList<>();
        for (Kind kind : List.of(Kind.CATEGORY, Kind.TAG, Kind.AUTHOR)) {
            List<Listings.Summary> all = edition.listings().all(kind);
            if (!all.isEmpty() && kind != Kind.AUTHOR) {
                paths.add(kind == Kind.TAG ? Addresses.TAGS : Addresses.CATEGORIES);
            }
            all.stream().map(Listings.Summary::key).map(Addresses::of).sorted().forEach(paths::add);
        }
        edition.listings().keys(Kind.YEAR).stream().map(Addresses::of).sorted().forEach(paths::add);
        return paths;
    }

    static boolean isPage(Item item) {
        return item.entry().isPage();
    }

    static boolean isIn(YearMonth month, Item item) {
        return !isPage(item) && YearMonth.from(item.entry().date()).equals(month);
    }
}
