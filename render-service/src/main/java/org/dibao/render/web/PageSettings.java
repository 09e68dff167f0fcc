package org.dibao.render.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.render.pages}.
 *
 * @param sections     categories on the front page at most; 0 to 100, default 12
 * @param sectionSize  articles in each of them; 1 to 20, default 5
 * @param pinned       pinned articles that the front page shows first at most; 0 to 20, default 5
 * @param translations translations that an article page names at most; 0 to 100, default 50
 * @param suggestions  latest articles that a page for what is not there names; 0 to 20, default 5
 * @param patience      how long a request waits for the position that it asks for at least; default 1 s
 * @param limit        articles in an answer of the API where no limit is given; default 20
 * @param maxLimit     articles in an answer of the API at most; default 100
 * @param maxLooks     articles that one request to the API may look at where it filters by several things; default 10000
 * @param sitemaps     how sitemaps are cut
 */
@ConfigurationProperties("dibao.render.pages")
public record PageSettings(
        @DefaultValue("12") int sections,
        @DefaultValue("5") int sectionSize,
        @DefaultValue("5") int pinned,
        @DefaultValue("50") int translations,
        @DefaultValue("5") int suggestions,
        @DefaultValue("1s") Duration patience,
        @DefaultValue("20") int limit,
        @DefaultValue("100") int maxLimit,
        @DefaultValue("10000") int maxLooks,
        @DefaultValue SitemapSettings sitemaps) {

    public PageSettings {
        check(sections >= 0 && sections <= 100, "dibao.render.pages.sections: 0 to 100");
        check(sectionSize >= 1 && sectionSize <= 20, "dibao.render.pages.section-size: 1 to 20");
        check(pinned >= 0 && pinned <= 20, "dibao.render.pages.pinned: 0 to 20");
        check(translations >= 0 && translations <= 100, "dibao.render.pages.translations: 0 to 100");
        check(suggestions >= 0 && suggestions <= 20, "dibao.render.pages.suggestions: 0 to 20");
        check(!patience.isNegative() && patience.toSeconds() <= 30, "dibao.render.pages.patience: up to 30s");
        check(limit >= 1 && limit <= maxLimit, "dibao.render.pages.limit: 1 to dibao.render.pages.max-limit");
        check(maxLimit <= 1000, "dibao.render.pages.max-limit: up to 1000");
        check(maxLooks >= maxLimit, "dibao.render.pages.max-looks: dibao.render.pages.max-limit or more");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
