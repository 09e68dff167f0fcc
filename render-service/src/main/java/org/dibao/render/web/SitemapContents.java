package org.dibao.render.web;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.feed.Sitemap;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.listing.Listings;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import reactor.core.publisher.Mono;

/**
 * The contents of sitemaps, from memory. An article's month is that of its date with its own offset, as in purge keys.
 */
final class SitemapContents {
    /** The kinds that have a page with all of their listings. */
    private static final List<Kind> INDEXED = List.of(Kind.CATEGORY, Kind.TAG, Kind.AUTHOR);

    private final Items items;

    SitemapContents(Items items) {
        this.items = items;
    }

    /**
     * @param articles the number of articles, at least 1
     * @param changed  when one of them was last changed
     */
    record Month(YearMonth month, int articles, Instant changed) {}

    /** The months with an article, of the years 0 to 9999, the oldest first. */
    List<Month> months(SiteSnapshot snapshot) {
        List<Month> months = new ArrayList<>();
        for (ListingKey key : snapshot.listings().keys(Kind.MONTH)) {
            ListingSnapshot articles = snapshot.listings().in(key);
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
     * @param from rank counted from the oldest, starting at 0
     * @param limit maximum number of articles
     */
    List<ArticleId> articles(SiteSnapshot snapshot, YearMonth month, int from, int limit) {
        var all = snapshot.listings().in(new ListingKey(Kind.MONTH, month.toString()));
        List<ArticleId> ids = new ArrayList<>(
                all.between(Math.min(from, all.size()), (int) Math.min(all.size(), (long) from + limit)));
        Collections.reverse(ids);
        return ids;
    }

    /** The static pages that sitemaps list, sorted by path. */
    Mono<List<Item>> pages(SiteSnapshot snapshot) {
        return items.find(snapshot.listings().in(ListingKey.PAGES).newest(Sitemap.MAX_URLS))
                .map(found -> found.values().stream()
                        .filter(item -> item.entry().isPage() && !item.entry().noSitemap())
                        .sorted(Comparator.comparing(item -> item.entry().path()))
                        .toList());
    }

    /** How many {@linkplain #listings listings} there are, counted without making their paths. */
    static int countOfListings(SiteSnapshot snapshot) {
        int count = Languages.of(snapshot.listings(), snapshot.site()).size()
                + snapshot.listings().keys(Kind.YEAR).size();
        for (Kind kind : INDEXED) {
            int ofKind = snapshot.listings().count(kind);
            count += ofKind == 0 ? 0 : ofKind + 1;
        }
        return count;
    }

    /** The paths of non-empty listings and indexes, percent-encoded. */
    static List<String> listings(SiteSnapshot snapshot) {
        List<String> paths = new ArrayList<>();
        for (Kind kind : INDEXED) {
            List<Listings.Summary> all = snapshot.listings().all(kind);
            if (!all.isEmpty()) {
                paths.add(
                        switch (kind) {
                            case TAG -> ListingPaths.TAGS;
                            case AUTHOR -> ListingPaths.AUTHORS;
                            default -> ListingPaths.CATEGORIES;
                        });
            }
            all.stream()
                    .map(Listings.Summary::key)
                    .map(ListingPaths::of)
                    .sorted()
                    .forEach(paths::add);
        }
        Languages.of(snapshot.listings(), snapshot.site()).stream()
                .map(ListingPaths::of)
                .forEach(paths::add);
        snapshot.listings().keys(Kind.YEAR).stream()
                .map(ListingPaths::of)
                .sorted()
                .forEach(paths::add);
        return paths;
    }

    /** Whether the sitemaps of months and of news list it at all. */
    static boolean isMappedArticle(Item item) {
        return !item.entry().isPage() && !item.entry().noSitemap();
    }

    /** Whether a month's sitemap lists it. */
    static boolean isIn(YearMonth month, Item item) {
        return isMappedArticle(item) && YearMonth.from(item.entry().date()).equals(month);
    }
}
