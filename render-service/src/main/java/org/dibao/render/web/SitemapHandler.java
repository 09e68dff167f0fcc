package org.dibao.render.web;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.feed.Sitemap;
import org.dibao.render.feed.SitemapAddress;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sitemaps. A month is read from the database in batches, by id, and written batch by batch. Only the news sitemap
 * depends on the time of day: it contains what was published in the last 48 hours.
 */
final class SitemapHandler {
    /**
     * How long the news may be cached, in seconds. The gateway caches them this long, and its clients as long again, so
     * that nobody sees them older than a minute. Any publication or withdrawal purges them at once.
     */
    static final String NEWS_CACHING = "public, max-age=30";

    private static final String XML = "application/xml; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ASK = RenderedResponse.Document.ASK_EACH_TIME;

    private final Items items;
    private final ErrorPages errors;
    private final SitemapContents shelves;
    private final SitemapSettings settings;
    private final Clock clock;

    SitemapHandler(Items items, ErrorPages errors, SitemapContents shelves, SitemapSettings settings, Clock clock) {
        this.items = items;
        this.errors = errors;
        this.shelves = shelves;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<RenderedResponse> sitemap(SiteSnapshot snapshot, SitemapAddress address) {
        return switch (address) {
            case SitemapAddress.Index _ -> index(snapshot);
            case SitemapAddress.PagesMap pages -> pages(snapshot, pages.part());
            case SitemapAddress.Month month -> month(snapshot, month.month(), month.part());
            case SitemapAddress.News _ -> news(snapshot);
        };
    }

    static RenderedResponse robots(SiteSnapshot snapshot) {
        return new RenderedResponse.Document(
                TEXT, ASK, Sitemap.robots(snapshot.site()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The pages first, then the months, the newest first. */
    private Mono<RenderedResponse> index(SiteSnapshot snapshot) {
        return shelves.pages(snapshot).map(pages -> {
            Sitemap index = Sitemap.index(snapshot.site());
            int listed = 1 + pages.size() + SitemapContents.countOfListings(snapshot);
            for (int part = 1; part <= parts(listed); part++) {
                index.add(new SitemapAddress.PagesMap(part).path(), null);
            }
            for (SitemapContents.Month month : shelves.months(snapshot).reversed()) {
                int parts = parts(month.articles());
                for (int part = parts; part >= 1; part--) {
                    index.add(new SitemapAddress.Month(month.month(), part).path(), month.changed());
                }
            }
            return new RenderedResponse.Document(XML, ASK, index.bytes());
        });
    }

    private Mono<RenderedResponse> pages(SiteSnapshot snapshot, int part) {
        return listed(snapshot).flatMap(all -> {
            int from = Math.min(all.size(), (part - 1) * settings.urls());
            List<Listed> shown = all.subList(from, Math.min(all.size(), from + settings.urls()));
            if (shown.isEmpty()) {
                return errors.missing(snapshot, "");
            }
            Sitemap map = Sitemap.urls(snapshot.site());
            for (Listed one : shown) {
                if (one.page() == null) {
                    map.add(one.path(), null);
                } else {
                    map.add(one.page().entry());
                }
            }
            return Mono.just(new RenderedResponse.Document(XML, ASK, map.bytes()));
        });
    }

    /**
     * A page that is not an article.
     *
     * @param page absent for front page and listings
     */
    private record Listed(String path, @Nullable Item page) {}

    private Mono<List<Listed>> listed(SiteSnapshot snapshot) {
        return shelves.pages(snapshot).map(pages -> {
            List<Listed> all = new ArrayList<>();
            all.add(new Listed("/", null));
            pages.forEach(page -> all.add(new Listed(page.entry().path().encoded(), page)));
            SitemapContents.listings(snapshot).forEach(path -> all.add(new Listed(path, null)));
            return all;
        });
    }

    private Mono<RenderedResponse> month(SiteSnapshot snapshot, YearMonth month, int part) {
        long from = (part - 1) * (long) settings.urls();
        List<ArticleId> ids =
                shelves.articles(snapshot, month, (int) Math.min(Integer.MAX_VALUE, from), settings.urls());
        return ids.isEmpty() ? errors.missing(snapshot, "") : urls(snapshot, month, ids);
    }

    private Mono<RenderedResponse> urls(SiteSnapshot snapshot, YearMonth month, List<ArticleId> ids) {
        return Flux.fromIterable(ids)
                .buffer(settings.batch())
                .concatMap(items::find)
                .publishOn(Schedulers.parallel(), 1) // one batch is prefetched while another is written
                .reduceWith(() -> Sitemap.urls(snapshot.site()), (map, batch) -> {
                    // Articles that have just changed their month are left out: their publication is about to arrive.
                    batch.values().stream()
                            .filter(item -> SitemapContents.isIn(month, item))
                            .forEach(item -> map.add(item.entry()));
                    return map;
                })
                .map(map -> new RenderedResponse.Document(XML, ASK, map.bytes()));
    }

    private Mono<RenderedResponse> news(SiteSnapshot snapshot) {
        ListingSnapshot articles = snapshot.listings().in(ListingKey.ALL);
        Instant since = clock.instant().minus(settings.newsSpan());
        return recent(articles, since, articles.size(), new ArrayList<>())
                .publishOn(Schedulers.parallel())
                .map(items -> {
                    Sitemap map = Sitemap.news(snapshot.site());
                    items.forEach(item -> map.addNews(item.entry()));
                    return new RenderedResponse.Document(XML, NEWS_CACHING, map.bytes());
                });
    }

    /** Newest first. */
    private Mono<List<Item>> recent(ListingSnapshot articles, Instant since, int before, List<Item> found) {
        int from = Math.max(0, before - settings.newsBatch());
        return items.find(articles.between(from, before)).flatMap(batch -> {
            boolean isOver = from == 0;
            for (Item item : batch.values()) {
                if (item.entry().date().toInstant().isBefore(since)) {
                    isOver = true;
                } else if (SitemapContents.isMappedArticle(item) && found.size() < settings.newsUrls()) {
                    found.add(item);
                }
            }
            return isOver || found.size() == settings.newsUrls()
                    ? Mono.just(found)
                    : recent(articles, since, from, found);
        });
    }

    private int parts(int urls) {
        return (urls + settings.urls() - 1) / settings.urls();
    }
}
