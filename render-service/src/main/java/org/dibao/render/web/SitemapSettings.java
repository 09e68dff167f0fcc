package org.dibao.render.web;

import java.time.Duration;
import org.dibao.render.feed.Sitemap;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.render.pages.sitemaps}.
 *
 * @param urls      addresses in one sitemap; 1 to 50,000, as the protocol allows; default 50,000
 * @param batch     articles read from the database at once; 1 to 10,000, default 1000
 * @param newsUrls  articles in the news sitemap; 1 to 1000, as Google allows; default 1000
 * @param newsSpan  how old an article may be to stand there; default 48 h
 * @param newsBatch articles looked at at once for it; default 100
 */
public record SitemapSettings(
        @DefaultValue("50000") int urls,
        @DefaultValue("1000") int batch,
        @DefaultValue("1000") int newsUrls,
        @DefaultValue("48h") Duration newsSpan,
        @DefaultValue("100") int newsBatch) {

    public SitemapSettings {
        check(urls >= 1 && urls <= Sitemap.MAX_URLS, "urls: 1 to " + Sitemap.MAX_URLS);
        check(batch >= 1 && batch <= 10_000, "batch: 1 to 10000");
        check(newsUrls >= 1 && newsUrls <= Sitemap.MAX_NEWS, "news-urls: 1 to " + Sitemap.MAX_NEWS);
        check(newsSpan.isPositive() && newsSpan.toDays() <= 30, "news-span: up to 30d");
        check(newsBatch >= 1 && newsBatch <= 10_000, "news-batch: 1 to 10000");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("dibao.render.pages.sitemaps." + otherwise);
        }
    }
}
