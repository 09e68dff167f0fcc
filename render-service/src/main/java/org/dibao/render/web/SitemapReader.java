package org.dibao.render.web;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.feed.Sitemap;
import org.dibao.render.feed.SitemapAddress;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sitemaps. A month is read from the database in batches, by id, and written as they come. Nothing depends on the time of
 * day but the news, which name what was published in the last 48 hours.
 */
final class SitemapReader {
    /**
     * How long the news may be kept: seconds. The gateway keeps them so long, and whoever asks the gateway as long again, so
     * that nobody sees them older than a minute. Whatever is published or withdrawn purges them at once.
     */
    static final String NEWS_CACHING = "public, max-age=30";

    private static final String XML = "application/xml; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ASK = Answer.Document.ASK_EACH_TIME;

    private final ListingReader listings;
    private final Shelves shelves;
    private final SitemapSettings settings;
    private final Clock clock;

    SitemapReader(ListingReader listings, Shelves shelves, SitemapSettings settings, Clock clock) {
        this.listings = listings;
        this.shelves = shelves;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Answer> sitemap(SiteSnapshot edition, SitemapAddress address) {
        return switch (address) {
            case SitemapAddress.Index _ -> index(edition);
            case SitemapAddress.PagesMap pages -> pages(edition, pages.part());
            case SitemapAddress.Month month -> month(edition, month.month(), month.part());
            case SitemapAddress.News _ -> news(edition);
        };
    }

    static Answer robots(SiteSnapshot edition) {
        return new Answer.Document(
                TEXT, ASK, Sitemap.robots(edition.site()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The pages first, then the months, that with the newest articles first. */
    private Mono<Answer> index(SiteSnapshot edition) {
        return listed(edition).map(pages -> {
            Sitemap index = Sitemap.index(edition.site());
            for (int part = 1; part == 1 || part <= parts(pages.size()); part++) {
                index.add(new SitemapAddress.PagesMap(part).path(), null);
            }
            for (Shelves.Month month : shelves.months(edition).reversed()) {
                int parts = parts(month.articles());
                for (int part = parts; part >= 1; part--) {
                    index.add(new SitemapAddress.Month(month.month(), part).path(), month.changed());
                }
            }
            return new Answer.Document(XML, ASK, index.bytes());
        });
    }

    private Mono<Answer> pages(SiteSnapshot edition, int part) {
        return listed(edition).flatMap(all -> {
            int from = Math.min(all.size(), (part - 1) * settings.urls());
            List<Listed> shown = all.subList(from, Math.min(all.size(), from + settings.urls()));
            if (shown.isEmpty()) {
                return listings.missing(edition, "");
            }
            Sitemap map = Sitemap.urls(edition.site());
            for (Listed one : shown) {
                if (one.page() == null) {
                    map.add(one.path(), null);
                } else {
                    map.add(one.page().entry());
                }
            }
            return Mono.just(new Answer.Document(XML, ASK, map.bytes()));
        });
    }

    /**
     * What is no article.
     *
     * @param page absent for front page and listings
     */
    private record Listed(String path, @Nullable Item page) {}

    private Mono<List<Listed>> listed(SiteSnapshot edition) {
        return shelves.pages(edition).map(pages -> {
            List<Listed> all = new ArrayList<>();
            all.add(new Listed("/", null));
            pages.forEach(page -> all.add(new Listed(page.entry().path().encoded(), page)));
            Shelves.listings(edition).forEach(path -> all.add(new Listed(path, null)));
            return all;
        });
    }

    private Mono<Answer> month(SiteSnapshot edition, YearMonth month, int part) {
        long from = (part - 1) * (long) settings.urls();
        List<ArticleId> ids =
                shelves.articles(edition, month, (int) Math.min(Integer.MAX_VALUE, from), settings.urls());
        return ids.isEmpty() ? listings.missing(edition, "") : urls(edition, month, ids);
    }

    private Mono<Answer> urls(SiteSnapshot edition, YearMonth month, List<ArticleId> ids) {
        return Flux.fromIterable(ids)
                .buffer(settings.batch())
                .concatMap(listings::items)
                .publishOn(Schedulers.parallel(), 1) // one batch waits while another is written
                .reduceWith(() -> Sitemap.urls(edition.site()), (map, batch) -> {
                    // What has just changed its month is left out: its publication is on its way.
                    batch.values().stream()
                            .filter(item -> Shelves.isIn(month, item))
                            .forEach(item -> map.add(item.entry()));
                    return map;
                })
                .map(map -> new Answer.Document(XML, ASK, map.bytes()));
    }

    private Mono<Answer> news(SiteSnapshot edition) {
        Articles articles = edition.listings().in(ListingKey.ALL);
        Instant since = clock.instant().minus(settings.newsSpan());
        return recent(articles, since, articles.size(), new ArrayList<>())
                .publishOn(Schedulers.parallel())
                .map(items -> {
                    Sitemap map = Sitemap.news(edition.site());
                    items.forEach(item -> map.addNews(item.entry()));
                    return new Answer.Document(XML, NEWS_CACHING, map.bytes());
                });
    }

    /** Newest first. */
    private Mono<List<Item>> recent(Articles articles, Instant since, int before, List<Item> found) {
        int from = Math.max(0, before - settings.newsBatch());
        return listings.items(articles.between(from, before)).flatMap(batch -> {
            boolean isOver = from == 0;
            for (Item item : batch.values()) {
                if (item.entry().date().toInstant().isBefore(since)) {
                    isOver = true;
                } else if (!Shelves.isPage(item) && found.size() < settings.newsUrls()) {
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
