package org.dibao.render.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.render.pages}.
 *
 * @param sections     maximum number of categories on the front page
 * @param sectionSize  articles in each category of the front page
 * @param index        entries of the page of all categories, tags or authors; of more, the most used ones are shown
 * @param pinned       maximum number of pinned articles shown first on the front page
 * @param translations maximum number of translations linked from an article's page
 * @param next         articles to read next that an article's page shows
 * @param suggestions  latest articles shown on the page for an unknown address
 * @param patience     how long a request waits for its requested minimum position
 * @param limit        articles in a response of {@code GET /api/articles} if the request states no limit
 * @param maxLimit     maximum number of articles in a response of {@code GET /api/articles}
 * @param maxLooks     articles that a request of {@code GET /api/articles} with several filters, or a page for one of
 *                     several languages, may examine
 * @param hub          where feeds say that one can subscribe to them (W3C WebSub): a path on this site or an absolute
 *                     address; empty for nowhere
 * @param sitemaps     how sitemaps are divided
 */
@Validated
@ConfigurationProperties("dibao.render.pages")
public record PageSettings(
        @MustBe("0 to 100") @DefaultValue("12") int sections,
        @MustBe("1 to 20") @DefaultValue("5") int sectionSize,
        @MustBe("1 to 100000") @DefaultValue("2000") int index,
        @MustBe("0 to 20") @DefaultValue("5") int pinned,
        @MustBe("0 to 100") @DefaultValue("50") int translations,
        @MustBe("0 to 20") @DefaultValue("4") int next,
        @MustBe("0 to 20") @DefaultValue("5") int suggestions,
        @MustBe("0s to 30s") @DefaultValue("1s") Duration patience,
        @MustBe("1 to 1000") @DefaultValue("20") int limit,
        @MustBe("1 to 1000") @DefaultValue("100") int maxLimit,
        @MustBe("1 or more") @DefaultValue("10000") int maxLooks,

        @Pattern(
                regexp = "|/[!-~]*|https?://[!-~]+",
                message = "must be empty, a path such as /api/websub, or an address")
        @DefaultValue("/api/websub")
        String hub,

        @NestedConfigurationProperty @Valid @DefaultValue SitemapSettings sitemaps) {

    public PageSettings {
        check(limit, "limit", maxLimit, "max-limit");
        check(maxLimit, "max-limit", maxLooks, "max-looks");
    }

    private static void check(int value, String name, int max, String maxName) {
        if (value > max) {
            throw new IllegalArgumentException("dibao.render.pages." + name + " is " + value
                    + "; it must not be more than dibao.render.pages." + maxName + ", which is " + max);
        }
    }
}
