package org.dibao.render.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.HostileTexts;
import org.dibao.render.metadata.Samples;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.ListedArticleBuilder;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SitemapTest {
    private static final SiteSettings SITE = Samples.ENGLISH_SITE;

    @Test
    void aSitemapHasWhereAndWhenInTheSitesZone() {
        byte[] map = Sitemap.urls(SITE)
                .add("/", (Instant) null)
                .add(ListedArticle.of(Samples.english()))
                .add(ListedArticle.of(Samples.chinese()))
                .bytes();
        Checks.sitemap(map);
        assertThat(new String(map, StandardCharsets.UTF_8))
                .contains("<loc>https://riverside.example.org:8443/</loc>\n</url>")
                .contains(
                        "<loc>https://riverside.example.org:8443/river/2026/07/04/flood-gates.html</loc>\n<lastmod>2026-07-05T12:30:00+01:00</lastmod>")
                .contains("<lastmod>2022-01-25T01:36:15Z</lastmod>");
        byte[] index = Sitemap.index(SITE)
                .add("/sitemap-2022-01.xml", Instant.parse("2026-07-05T11:30:00.9Z"))
                .bytes();
        Checks.sitemap(index);
        assertThat(new String(index, StandardCharsets.UTF_8)).contains("<lastmod>2026-07-05T12:30:00+01:00</lastmod>");
    }

    @Test
    void theNewsTellWhoInWhichLanguageWhenAndWhat() {
        byte[] map = Sitemap.news(SITE)
                .addNews(ListedArticle.of(Samples.english()))
                .addNews(ListedArticle.of(Samples.chinese()))
                .bytes();
        Checks.sitemap(map);
        assertThat(new String(map, StandardCharsets.UTF_8))
                .containsSubsequence(
                        "<news:name>The Riverside</news:name>",
                        "<news:language>en</news:language>",
                        "<news:publication_date>2026-07-04T07:00:00+01:00</news:publication_date>",
                        "<news:title>Flood gates &lt;open&gt; &amp; close</news:title>");
        Checks.sitemap(Sitemap.news(SITE).bytes());
        Checks.sitemap(Sitemap.urls(SITE).bytes());
    }

    @Test
    void theTwoKindsOfChineseHaveNamesOfTheirOwn() {
        for (var it : List.of(
                List.of("zh", "zh-cn"),
                List.of("zh-CN", "zh-cn"),
                List.of("zh-Hant", "zh-tw"),
                List.of("zh-HK", "zh-tw"),
                List.of("zh-Hans-HK", "zh-cn"),
                List.of("pt-BR", "pt"),
                List.of("???", "en"))) {
            var e = ListedArticle.of(Samples.chinese());
            ListedArticle entry = ListedArticleBuilder.builder()
                    .revision(e.revision())
                    .path(e.path())
                    .title(e.title())
                    .date(e.date())
                    .modifiedAt(e.modifiedAt())
                    .lang(it.getFirst())
                    .build();
            byte[] map = Sitemap.news(SITE).addNews(entry).bytes();
            Checks.sitemap(map);
            assertThat(new String(map, StandardCharsets.UTF_8))
                    .contains("<news:language>" + it.getLast() + "</news:language>");
        }
    }

    @Test
    void whateverIsInAnArticleTheSitemapIsValid() {
        for (String text : HostileTexts.some(1000)) {
            SiteSettings site = SiteSettings.builder()
                    .title(text.isBlank() || XmlText.line(text).isEmpty() ? "x" : text)
                    .build();
            ListedArticle entry = ListedArticle.of(Samples.hostile(text));
            Checks.sitemap(Sitemap.urls(site).add(entry).bytes());
            byte[] news = Sitemap.news(site).addNews(entry).bytes();
            Checks.sitemap(news);
            Element urlset = Checks.xml(news).getDocumentElement();
            assertThat(Checks.children(urlset, "url"))
                    .as("the article, or else the front page")
                    .hasSize(1);
            assertThat(urlset.getElementsByTagName("news:news").getLength())
                    .isEqualTo(XmlText.line(text).isEmpty() ? 0 : 1);
        }
    }

    @Test
    void anAddressThatIsTooLongForTheProtocolIsLeftOut() {
        var e = ListedArticle.of(Samples.chinese());
        ListedArticle longest = ListedArticleBuilder.builder()
                .revision(e.revision())
                .path(new ArticlePath("/" + "长".repeat(500)))
                .title(e.title())
                .date(e.date())
                .modifiedAt(e.modifiedAt())
                .build();
        byte[] map = Sitemap.urls(SITE).add(longest).add(e).bytes();
        Checks.sitemap(map);
        assertThat(Checks.children(Checks.xml(map).getDocumentElement(), "url")).hasSize(1);
    }

    @Test
    void robotsMayReadAllButWhatIsForPrograms() {
        assertThat(Sitemap.robots(SITE)).isEqualTo("""
                User-agent: *
                Disallow: /api/
                Disallow: /search
                Disallow: /desk/

                Sitemap: https://riverside.example.org:8443/sitemap.xml
                Sitemap: https://riverside.example.org:8443/news-sitemap.xml
                """);
    }

    @Test
    void everyAddressLeadsToItsSitemap() {
        List<SitemapAddress> all = List.of(
                new SitemapAddress.Index(),
                new SitemapAddress.News(),
                new SitemapAddress.PagesMap(1),
                new SitemapAddress.PagesMap(12),
                new SitemapAddress.Month(YearMonth.of(2022, 1), 1),
                new SitemapAddress.Month(YearMonth.of(22, 12), 2));
        for (SitemapAddress address : all) {
            assertThat(SitemapAddress.parse(address.path())).isEqualTo(address);
        }
        assertThat(all)
                .extracting(SitemapAddress::path)
                .contains(
                        "/sitemap-2022-01.xml",
                        "/sitemap-0022-12-2.xml",
                        "/sitemap-pages.xml",
                        "/sitemap-pages-12.xml");
        for (String none : List.of(
                "/sitemap-2022-13.xml",
                "/sitemap-2022-1.xml",
                "/sitemap-2022-01-1.xml",
                "/sitemap-2022-01-0.xml",
                "/sitemap-2022-01-02.xml",
                "/sitemap-2022-01-99999.xml",
                "/sitemap-2022.xml",
                "/sitemap2.xml")) {
            assertThat(SitemapAddress.parse(none)).as(none).isNull();
        }
    }
}
