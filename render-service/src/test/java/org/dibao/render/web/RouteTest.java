package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingPaths;
import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void theAddressAloneTellsWhatIsAskedForAndItsKeys() {
        assertThat(keys("/")).isEqualTo("home path:/ site");
        assertThat(keys("/page/7.html")).isEqualTo("home path:/page/7.html site");
        assertThat(keys("/category/dazhongribao.html"))
                .isEqualTo("category:dazhongribao path:/category/dazhongribao.html site");
        assertThat(keys("/category/News%20(local)/page/2.html")).contains("category:news-local ", " site");
        assertThat(keys("/tag/c.d/page/3.html")).endsWith(" tag:c-d");
        assertThat(keys("/author/li-hua/page/3.html")).isEqualTo("author:li-hua path:/author/li-hua/page/3.html site");
        assertThat(keys("/2022/")).isEqualTo("archive:2022 path:/2022/ site");
        assertThat(keys("/2022/01/page/7.html")).isEqualTo("archive:2022-01 path:/2022/01/page/7.html site");
        assertThat(keys("/categories.html")).isEqualTo("categories path:/categories.html site");
        assertThat(keys("/tags.html")).isEqualTo("path:/tags.html site tags");
        assertThat(keys("/index.html")).isEqualTo("path:/index.html site");
        assertThat(keys("/articles/42")).isEqualTo("article:42 path:/articles/42 site");
        assertThat(keys("/articles/2022/a.html")).isEqualTo("path:/articles/2022/a.html site");
        assertThat(keys("/news/2022/01/25/a.html")).isEqualTo("path:/news/2022/01/25/a.html site");
        assertThat(keys("/api/articles")).isEqualTo("feed path:/api/articles site");
        for (String feed : List.of("/feed.xml", "/rss.xml", "/feed.json", "/news-sitemap.xml")) {
            assertThat(keys(feed)).isEqualTo("feed path:" + feed + " site");
        }
        assertThat(keys("/feed/category/River%20News.xml")).matches("category:river-news feed path:~\\S+ site");
        assertThat(keys("/feed/tag/c.d.rss")).isEqualTo("feed path:/feed/tag/c.d.rss site tag:c-d");
        assertThat(keys("/feed/author/ann-lee.json"))
                .isEqualTo("author:ann-lee feed path:/feed/author/ann-lee.json site");
        assertThat(keys("/sitemap.xml")).isEqualTo("feed pages path:/sitemap.xml site");
        assertThat(keys("/sitemap-pages.xml")).isEqualTo("feed pages path:/sitemap-pages.xml site");
        assertThat(keys("/sitemap-2022-01-2.xml")).isEqualTo("path:/sitemap-2022-01-2.xml site sitemap:2022-01");
        assertThat(keys("/atom.xml")).isEqualTo("path:/atom.xml site");
        assertThat(keys("/robots.txt")).isEqualTo("path:/robots.txt site");
        assertThat(Route.of("/search")).isInstanceOf(Route.Search.class);
        assertThat(keys("/search")).isEqualTo("path:/search site");
        assertThat(keys("/assets/site.x.css")).isEqualTo("path:/assets/site.x.css site");
    }

    @Test
    void anAddressMayBeEncodedInAnyWay() {
        Route plain = Route.of("/粮食/é.html");
        for (String same : List.of("/%E7%B2%AE%E9%A3%9F/%C3%A9.html", "/%e7%b2%ae食/é.html", "/粮食/e%CC%81.html")) {
            assertThat(Route.of(same)).isInstanceOf(Route.At.class);
            assertThat(Route.of(same).keys()).isEqualTo(plain.keys());
            assertThat(((Route.At) Route.of(same)).article()).isEqualTo(((Route.At) plain).article());
        }
    }

    @Test
    void whatNoPageCanBeCalledIsNowhere() {
        for (String odd : List.of(
                "/a/../b",
                "/%2e%2e/etc/passwd",
                "/a%2Fb",
                "/a%00b",
                "/%ff.html",
                "/%zz",
                "/%",
                "//x//y",
                "/a//b",
                "/articles/",
                "/articles/a%2Fb",
                "/articles/a/",
                "/category/.html",
                "/category/%E2%80%8B.html",
                "/category/x/page/0.html",
                "/category/x/page/01.html",
                "/page/-1.html",
                "/page/99999999999.html",
                "/feed/x",
                "/sitemap-2022-13.xml",
                "/api/other",
                "/" + "x".repeat(700),
                "x",
                "/a\\b")) {
            assertThat(Route.of(odd)).as(odd).isInstanceOf(Route.Nowhere.class);
            assertThat(keys(odd)).contains("site").contains("path:");
        }
    }

    @Test
    void everyListingsAddressLeadsToIt() {
        for (ListingKey key : List.of(
                ListingKey.ALL,
                new ListingKey(ListingKey.Kind.CATEGORY, "a-b"),
                new ListingKey(ListingKey.Kind.TAG, "粮食"),
                new ListingKey(ListingKey.Kind.CATEGORY, "page"),
                new ListingKey(ListingKey.Kind.AUTHOR, "li"),
                new ListingKey(ListingKey.Kind.YEAR, "2022"),
                new ListingKey(ListingKey.Kind.MONTH, "2022-01"))) {
            assertThat(Route.of(ListingPaths.of(key, 7))).isInstanceOfSatisfying(Route.Listing.class, listing -> {
                assertThat(listing.key()).isEqualTo(key);
                assertThat(listing.page()).isEqualTo(7);
            });
        }
        assertThat(((Route.Listing) Route.of("/category/x.html")).page()).isNull();
    }

    @Test
    void nothingThatIsAskedForFails() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("RouteTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        List<String> parts = List.of(
                "/",
                "%",
                "%2",
                "%2f",
                "%E7%B2%AE",
                "%ff",
                "..",
                ".",
                "category",
                "tag",
                "page",
                "articles",
                "assets",
                "feed",
                "sitemap-",
                ".xml",
                "2022-01",
                "api",
                ".html",
                "1",
                "0",
                "粮",
                "\u0000",
                "?",
                "#",
                "\\",
                " ",
                "%00",
                "é",
                "+",
                "\uD800");
        for (int i = 0; i < 100_000; i++) {
            String address = "/"
                    + random.ints(random.nextInt(8), 0, parts.size())
                            .mapToObj(parts::get)
                            .collect(Collectors.joining());
            assertThat(Route.of(address).keys()).contains(PurgeKey.SITE).hasSizeBetween(2, 5);
        }
    }

    private static String keys(String address) {
        return Route.of(address).keys().stream().map(PurgeKey::token).sorted().collect(Collectors.joining(" "));
    }
}
