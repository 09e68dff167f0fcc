package org.dibao.render.web;

import jakarta.validation.Valid;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.render.pages}.
 *
 * @param sections     categories on the front page at most
 * @param sectionSize  articles in each category of the front page
 * @param pinned       pinned articles that the front page shows first at most
 * @param translations translations that an article's page names at most
 * @param suggestions  latest articles that a page for an unknown address names
 * @param patience     how long a request waits for the position from which it wants its answer
 * @param limit        articles in an answer of {@code GET /api/articles} if the request names no limit
 * @param maxLimit     articles in an answer of {@code GET /api/articles} at most
 * @param maxLooks     articles that one request of {@code GET /api/articles} may look at if it filters by several things
 * @param sitemaps     how sitemaps are divided
 */
@Validated
@ConfigurationProperties("dibao.render.pages")
public record PageSettings(
        @MustBe("0 to 100") @DefaultValue("12") int sections,
        @MustBe("1 to 20") @DefaultValue("5") int sectionSize,
        @MustBe("0 to 20") @DefaultValue("5") int pinned,
        @MustBe("0 to 100") @DefaultValue("50") int translations,
        @MustBe("0 to 20") @DefaultValue("5") int suggestions,
        @MustBe("0s to 30s") @DefaultValue("1s") Duration patience,
        @MustBe("1 to 1000") @DefaultValue("20") int limit,
        @MustBe("1 to 1000") @DefaultValue("100") int maxLimit,
        @MustBe("1 or more") @DefaultValue("10000") int maxLooks,
        @NestedConfigurationProperty @Valid @DefaultValue SitemapSettings sitemaps) {

    public PageSettings {
        check(limit, "limit", maxLimit, "max-limit");
        check(maxLimit, "max-limit", maxLooks, "max-looks");
    }

    private static void check(int value, String name, int most, String ofMost) {
        if (value > most) {
            throw new IllegalArgumentException("dibao.render.pages." + name + " is " + value
                    + "; it must not be more than dibao.render.pages." + ofMost + ", which is " + most);
        }
    }
}
