package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyRedirectsTest {

    @Test
    void listingsFeedsAndSitemapsOfOtherProgramsLeadToOurs() {
        String known = """
                /index.html /
                /categories/ /categories.html
                /category/ /categories.html
                /tag /tags.html
                /tags /tags.html
                /search/ /search
                /category/river/ /category/river.html
                /categories/River-News/ /category/river-news.html
                /category/river/page/2/ /category/river.html
                /category/river/ferries/ /category/ferries.html
                /categories/river/upper/Night-Ferries /category/night-ferries.html
                /category/river/ferries/page/3/ /category/ferries.html
                /category/river/ferries/feed/ /feed/category/ferries.rss
                /categories/river/ferries/index.xml /feed/category/ferries.rss
                /tags/粮食.html /tag/%E7%B2%AE%E9%A3%9F.html
                /tag/c.d /tag/c-d.html
                /author/ann-lee/ /author/ann-lee.html
                /page2/ /
                /page/17 /
                /2022/01/25/ /2022/01/
                /atom.xml /feed.xml
                /feed/ /rss.xml
                /rss/ /rss.xml
                /index.xml /rss.xml
                /feed/River News.xml /feed/category/river-news.xml
                /feed/by_tag/粮食.xml /feed/tag/%E7%B2%AE%E9%A3%9F.xml
                /tag/town/rss/ /feed/tag/town.rss
                /category/river/feed/ /feed/category/river.rss
                /tags/town/index.xml /feed/tag/town.rss
                /posts/index.xml /rss.xml
                /de/posts/trips/index.xml /rss.xml
                /zh/tags/ /tags.html
                /zh-hant-tw/tags/隐私/ /tag/%E9%9A%90%E7%A7%81.html
                /zh/categories/Testing/page/2/ /category/testing.html
                /zh/tags/css/index.xml /feed/tag/css.rss
                /ja/sitemap.xml /sitemap.xml
                /zh-cn/feed.xml /feed/language/zh.xml
                /sitemap_index.xml /sitemap.xml
                /wp-sitemap.xml /sitemap.xml
                """;
        known.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            assertThat(LegacyRedirects.of(line.substring(0, space))).as(line).isEqualTo(line.substring(space + 1));
        });
    }

    @Test
    void whatNoProgramHasLeadsNowhere() {
        for (String none : List.of(
                "/",
                "/a.html",
                "/category/.html",
                "/category/x/.y/",
                "/tag/x/y/",
                "/page/",
                "/2022/01/25/a",
                "/feed/x",
                "/zh/feed/x",
                "/zh/tags/x/y/",
                "/news/tags/x/",
                "/sitemap-2022-01.xml")) {
            assertThat(LegacyRedirects.of(none)).as(none).isNull();
        }
    }
}
