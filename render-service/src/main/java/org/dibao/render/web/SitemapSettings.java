package org.dibao.render.web;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.render.pages.sitemaps}. The protocol allows 50,000 addresses in a sitemap, and Google
 * allows 1000 articles in a news sitemap.
 *
 * @param urls      addresses in one sitemap
 * @param batch     articles read from the database at once for a sitemap
 * @param newsUrls  articles in the news sitemap
 * @param newsSpan  maximum age of an article in the news sitemap
 * @param newsBatch articles examined at once for the news sitemap
 */
public record SitemapSettings(
        @MustBe("1 to 50000") @DefaultValue("50000") int urls,
        @MustBe("1 to 10000") @DefaultValue("1000") int batch,
        @MustBe("1 to 1000") @DefaultValue("1000") int newsUrls,
        @MustBe("1m to 30d") @DefaultValue("48h") Duration newsSpan,
        @MustBe("1 to 10000") @DefaultValue("100") int newsBatch) {}
