package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.ListingPage;
import org.dibao.render.theme.Section;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.junit.jupiter.api.Test;

class PageWriterTest {
    private static final String EVIL = "\"><script>alert('1')</script>&{{ 1 }}";

    private final Theme theme = new Theme();
    private final PageWriter writer = new PageWriter(theme);

    @Test
    void anArticleFromRightToLeftSaysSoAndTheSiteAroundItDoesNot() {
        assertThat(writer.article(SiteSettings.DEFAULT, article("أخبار", "<p>خبر</p>", "ar"), List.of()))
                .contains(
                        "<html lang=\"ar\" dir=\"rtl\">",
                        "<header class=\"masthead\" lang=\"zh-CN\" dir=\"ltr\">",
                        "<footer class=\"imprint\" lang=\"zh-CN\" dir=\"ltr\">");
    }

    @Test
    void whatTheBodyAddsSpeaksTheArticlesLanguage() {
        String table = "<div>x</div><table><tr><td>1</td></tr></table>";
        assertThat(writer.article(SiteSettings.DEFAULT, article("A", table, "en"), List.of()))
                .contains("aria-label=\"Table");
        assertThat(writer.article(SiteSettings.DEFAULT, article("A", table, null), List.of()))
                .contains("aria-label=\"表格");
    }

    @Test
    void anArticleShowsTitleDateBodyAndNothingElseRaw() {
        String page = writer.article(
                SiteSettings.DEFAULT, article("邸报“今日”", "<p class=\"source\">（来源）</p>", "zh-TW"), List.of());
        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"zh-TW\">")
                .contains("<title>邸报“今日” - Dibao</title>")
                .contains("<link rel=\"canonical\" href=\"http://localhost:8080/news/%E9%82%B8%E6%8A%A5.html\">")
                .contains(
                        "<article class=\"story\">",
                        "<header class=\"masthead\">", // in its language too
                        "<p class=\"name\" lang=\"zh-CN\">",
                        "跳到正文",
                        "<footer class=\"imprint\">")
                .contains("<h1>邸报“今日”</h1>")
                .contains("<time datetime=\"2022-01-25T09:36:15+08:00\">2022年1月25日 09:36</time>")
                .contains("<p class=\"source\">（来源）</p>")
                .contains("<a href=\"/category/da-zhong.html\">Da Zhong</a>")
                .contains("<a href=\"/tag/%E7%B2%AE%E9%A3%9F.html\">粮食</a>")
                .contains("<meta name=\"description\" content=\"（来源）\">")
                .doesNotContain(" style=")
                .doesNotContain("<script>")
                .doesNotContain("<style");
    }

    @Test
    void theDateIsShownInTheSitesZoneAndLanguage() {
        SiteSettings site = SiteSettings.builder()
                .title("Gazette")
                .language("en")
                .timeZone("America/New_York")
                .build();
        assertThat(writer.article(site, article("A", "", null), List.of()))
                .contains("<html lang=\"en\">")
                .contains("<time datetime=\"2022-01-24T20:36:15-05:00\">24 January 2022, 20:36</time>");
    }

    @Test
    void whateverIsInAFieldStaysText() {
        Article evil = ArticleBuilder.builder()
                .id(new ArticleId("x"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/a\"b<c>.html"))
                .title(EVIL)
                .date(date())
                .acceptedAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .categories(List.of(EVIL))
                .tags(List.of(EVIL))
                .authors(List.of(EVIL))
                .excerpt(EVIL)
                .lang(EVIL)
                .image(EVIL)
                .layout(EVIL)
                .extra(Map.of("x", EVIL))
                .html("<p>body</p>")
                .by(EVIL)
                .build();
        SiteSettings site = SiteSettings.builder().title(EVIL).description(EVIL).build();
        Item item = new Item(evil.id(), ListedArticle.of(evil));
        ListingKey key = new ListingKey(Kind.CATEGORY, "script");
        for (String page : List.of(
                writer.article(site, evil, List.of()),
                writer.listing(
                        site,
                        ListingPage.of(key, EVIL, List.of(item))
                                .page(3)
                                .newer("/\"x")
                                .older("/\"y")
                                .build()),
                writer.front(
                        site,
                        new FrontPage(List.of(), List.of(item), List.of(new Section(key, EVIL, List.of(item))), null)),
                writer.missing(site, EVIL, List.of(item)),
                writer.gone(site, EVIL, List.of(item)))) {
            assertThat(page).doesNotContain("<script>").contains("{{ 1 }}");
        }
        assertThat(writer.article(site, evil, List.of())).contains("http://localhost:8080/a%22b%3Cc%3E.html");
    }

    @Test
    void aListingNamesItselfItsPageAndItsNeighbours() {
        Article article = article("A", "", null);
        String page = writer.listing(
                SiteSettings.DEFAULT,
                ListingPage.of(
                                new ListingKey(Kind.TAG, "粮食"),
                                "粮食",
                                List.of(new Item(article.id(), ListedArticle.of(article))))
                        .page(7)
                        .newer("/tag/x/page/8.html")
                        .older("/tag/x/page/6.html")
                        .build());
        assertThat(page)
                .contains("<title>粮食 - 2022年1月25日 - Dibao</title>")
                .contains("<a rel=\"next\" href=\"/tag/x/page/8.html\">")
                .contains("<a rel=\"prev\" href=\"/tag/x/page/6.html\">")
                .contains("/tag/%E7%B2%AE%E9%A3%9F/page/7.html\">")
                .contains("<a class=\"headline\" href=\"/news/%E9%82%B8%E6%8A%A5.html\" data-id=\""
                        + article.id().value() + "\">A</a>");
    }

    @Test
    void anEnglishArticleOnAChineseSiteHasAnEnglishInterfaceAndAFrenchOneTheSites() {
        SiteSettings site =
                SiteSettings.builder().title("海港日报").description("日日有闻").build();

        String english = writer.article(site, article("A", "", "en-GB"), List.of());

        assertThat(english)
                .contains("<html lang=\"en-GB\">", ">Skip to the text<", ">25 January 2022, 09:36</time>")
                .contains("<header class=\"masthead\">", "<footer class=\"imprint\">")
                .contains("<p class=\"name\" lang=\"zh-CN\">", "<p class=\"motto\" lang=\"zh-CN\">")
                .doesNotContain("跳到正文", "搜索");
        assertThat(writer.article(site, article("A", "", "fr"), List.of()))
                .contains("<header class=\"masthead\" lang=\"zh-CN\">", ">跳到正文<", "<p class=\"name\">");
    }

    @Test
    void anArticleShowsItsExcerptAndItsPictureUnlessItsTextDoes() {
        Article plain = article("A", "<p>Something else entirely.</p>", "en");
        Article shown = ArticleBuilder.builder(plain)
                .excerpt("What it is\n about.")
                .image("/media/ferry.jpg")
                .build();

        assertThat(writer.article(SiteSettings.DEFAULT, shown, List.of()))
                .contains("<p class=\"standfirst\">What it is about.</p>")
                .contains("<img class=\"opening\" src=\"/media/ferry.jpg\" alt=\"\"");
        for (String html : List.of(
                "<p>What it <em>is</em> about. And more.</p><p><img src=\"/media/ferry.jpg\"></p>",
                "<p><img src=\"http://localhost:8080/media/ferry.jpg\"></p><p>What it is about.</p>",
                "<h2>First</h2><p>Here is “what it is – about”.</p><p><img src=\"/media/ferry.jpg\"></p>")) {
            assertThat(writer.article(
                            SiteSettings.DEFAULT,
                            ArticleBuilder.builder(shown).html(html).build(),
                            List.of()))
                    .doesNotContain("standfirst", "class=\"opening\"");
        }
        assertThat(writer.article(SiteSettings.DEFAULT, plain, List.of())).doesNotContain("standfirst", "opening");
    }

    @Test
    void anEmptyFrontPageSaysSo() {
        assertThat(writer.front(SiteSettings.DEFAULT, new FrontPage(List.of(), List.of(), List.of(), null)))
                .contains("还没有文章。");
    }

    @Test
    void theStylesheetsNameIsMadeFromItsContent() {
        assertThat(theme.stylesheet().path()).matches("/assets/site\\.[A-Za-z0-9_-]{22}\\.css");
        assertThat(writer.article(SiteSettings.DEFAULT, article("A", "", null), List.of()))
                .contains(
                        "<link rel=\"stylesheet\" href=\"" + theme.stylesheet().path() + "\">");
        assertThat(theme.stylesheet().content().length).isLessThan(40_000);
    }

    private static Article article(String title, String html, @org.jspecify.annotations.Nullable String lang) {
        return ArticleBuilder.builder()
                .id(new ArticleId("x"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/news/邸报.html"))
                .title(title)
                .date(date())
                .acceptedAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .categories(List.of("Da Zhong", "!!!"))
                .tags(List.of("粮食"))
                .authors(List.of("Ann"))
                .lang(lang)
                .html(html)
                .by("desk")
                .build();
    }

    private static OffsetDateTime date() {
        return OffsetDateTime.parse("2022-01-25T09:36:15+08:00");
    }
}
