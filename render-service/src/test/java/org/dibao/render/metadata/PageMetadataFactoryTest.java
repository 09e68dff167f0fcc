package org.dibao.render.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.Revision;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.SiteSettingsBuilder;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.PageMetadata.Alternate;
import org.dibao.render.metadata.PageMetadata.Meta;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PageMetadataFactoryTest {
    private static final PageMetadataFactory CHINESE = new PageMetadataFactory(
            Samples.CHINESE_SITE,
            new Publisher("江畔日报社", "/media/logo.png"),
            TermLinks.AS_WRITTEN,
            FeedAddress.links(Samples.CHINESE_SITE));
    private static final PageMetadataFactory ENGLISH = new PageMetadataFactory(
            Samples.ENGLISH_SITE,
            Publisher.of(Samples.ENGLISH_SITE),
            TermLinks.AS_WRITTEN,
            FeedAddress.links(Samples.ENGLISH_SITE));

    @Test
    void headsAreAsTheGoldenFilesHaveThem() {
        Samples.isGolden("metadata/article-zh.txt", text(CHINESE.article(chinese(), List.of())));
        Samples.isGolden(
                "metadata/article-en.txt",
                text(ENGLISH.article(
                        english(), List.of(new Translation("zh-CN", new ArticlePath("/zh/zhamen.html"))))));
        Samples.isGolden("metadata/page-zh.txt", text(CHINESE.page(chinese(), List.of())));
        Samples.isGolden("metadata/front-zh.txt", text(CHINESE.front(true)));
        Samples.isGolden(
                "metadata/listing-en.txt",
                text(ENGLISH.listing(
                        new ListingKey(Kind.CATEGORY, "river"),
                        "River",
                        "River - Page 7",
                        "/category/river/page/7.html",
                        List.of(new Item(Samples.english().id(), ListedArticle.of(Samples.english()))))));
        Samples.isGolden("metadata/unlisted-en.txt", text(ENGLISH.unlisted("There is no such page")));
    }

    @Test
    void datesHaveTheOffsetOfTheSitesZone() {
        JsonNode news = jsonLd(ENGLISH.article(english(), List.of()), "NewsArticle");
        assertThat(news.get("datePublished").asString()).isEqualTo("2026-07-04T07:00:00+01:00");
        assertThat(news.get("dateModified").asString()).isEqualTo("2026-07-05T12:30:00+01:00");
    }

    @Test
    void anArchiveThatIsImportedIsNoNews() {
        JsonNode news = jsonLd(CHINESE.article(chinese(), List.of()), "NewsArticle");
        assertThat(news.get("dateModified")).isEqualTo(news.get("datePublished"));
        assertThat(Times.updated(Samples.CHINESE_SITE, ListedArticle.of(Samples.chinese())))
                .isEqualTo(Times.updated(Samples.CHINESE_SITE, Samples.chinese()))
                .isEqualTo("2022-01-25T09:36:15+08:00");
        Article revised = ArticleBuilder.builder()
                .id(Samples.chinese().id())
                .revision(new Revision(2))
                .path(Samples.chinese().path())
                .title("新题")
                .date(Samples.chinese().date())
                .acceptedAt(Samples.chinese().acceptedAt())
                .modifiedAt(Instant.parse("2026-03-02T00:00:00Z"))
                .extra(java.util.Map.of())
                .html("")
                .by("desk")
                .build();
        assertThat(Times.updated(Samples.CHINESE_SITE, revised))
                .isEqualTo(Times.updated(Samples.CHINESE_SITE, ListedArticle.of(revised)))
                .isEqualTo("2026-03-02T08:00:00+08:00");
    }

    @Test
    void aRevisionThatReadersDoNotSeeIsNoNews() {
        Article a = Samples.chinese();
        Article pinned = ArticleBuilder.builder()
                .id(a.id())
                .revision(new Revision(2))
                .path(a.path())
                .title(a.title())
                .date(a.date())
                .acceptedAt(a.acceptedAt())
                .modifiedAt(a.modifiedAt())
                .categories(a.categories())
                .tags(a.tags())
                .authors(a.authors())
                .pinned(true)
                .html(a.html())
                .by("desk")
                .build();
        ArticleSummary entry = Json.read(Json.text(ListedArticle.of(pinned)), ArticleSummary.class);

        assertThat(Times.updated(Samples.CHINESE_SITE, pinned))
                .isEqualTo(Times.updated(Samples.CHINESE_SITE, (ListedArticle) entry))
                .isEqualTo("2022-01-25T09:36:15+08:00");
        ArticleSummary earlier = Json.read(
                Json.text(ListedArticle.of(pinned)).replaceFirst(",\"acceptedAt\":\"[^\"]*\"", ""),
                ArticleSummary.class);
        assertThat(Times.updated(Samples.CHINESE_SITE, (ListedArticle) earlier))
                .as("an earlier release's")
                .isEqualTo("2026-03-01T08:00:00+08:00");
    }

    @ParameterizedTest
    @CsvSource({"2022-02-01T00:00:00Z, 2022-02-01T08:00:00+08:00", "2020-01-01T00:00:00Z, 2022-01-25T09:36:15+08:00"})
    void theLastChangeIsWhenThePublisherSaysAndNeverBeforeTheDate(OffsetDateTime said, String shown) {
        Article a = Samples.chinese();
        Article article = ArticleBuilder.builder()
                .id(a.id())
                .revision(new Revision(2))
                .path(a.path())
                .title(a.title())
                .date(a.date())
                .acceptedAt(a.acceptedAt())
                .modifiedAt(a.acceptedAt().plusSeconds(9))
                .categories(a.categories())
                .tags(a.tags())
                .authors(a.authors())
                .modified(said)
                .html("")
                .by("desk")
                .build();
        ArticleSummary entry = Json.read(Json.text(ListedArticle.of(article)), ArticleSummary.class);

        assertThat(Times.updated(Samples.CHINESE_SITE, article))
                .isEqualTo(Times.updated(Samples.CHINESE_SITE, (ListedArticle) entry))
                .isEqualTo(shown);
    }

    @Test
    void theAuthorIsWhoWroteItElseTheSourceElseThePublisher() {
        assertThat(jsonLd(ENGLISH.article(english(), List.of()), "NewsArticle")
                        .get("author")
                        .toString())
                .isEqualTo(
                        "[{\"@type\":\"Person\",\"name\":\"Ann Lee\",\"url\":\"https://riverside.example.org:8443/author/ann-lee.html\"},"
                                + "{\"@type\":\"Person\",\"name\":\"B. Okoro\",\"url\":\"https://riverside.example.org:8443/author/b-okoro.html\"}]");
        assertThat(jsonLd(CHINESE.article(chinese(), List.of()), "NewsArticle")
                        .get("author")
                        .toString())
                .isEqualTo("[{\"@type\":\"Organization\",\"name\":\"江畔日报\"}]");
        Story unsigned = Samples.story(Samples.CHINESE_SITE, Samples.chinese(), null);
        assertThat(jsonLd(CHINESE.article(unsigned, List.of()), "NewsArticle")
                        .get("author")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("江畔日报社");
    }

    @Test
    void aSourceThatIsGivenCountsMoreThanTheBodysLastLine() {
        Article a = Samples.chinese();
        Article given = ArticleBuilder.builder()
                .id(a.id())
                .revision(a.revision())
                .path(a.path())
                .title(a.title())
                .date(a.date())
                .acceptedAt(a.acceptedAt())
                .modifiedAt(a.modifiedAt())
                .categories(a.categories())
                .tags(a.tags())
                .authors(a.authors())
                .origin(new Origin("江对岸报", "https://paper.example/"))
                .html(a.html())
                .by("desk")
                .build();

        JsonNode news =
                jsonLd(CHINESE.article(Samples.story(Samples.CHINESE_SITE, given, "江畔日报"), List.of()), "NewsArticle");
        assertThat(news.get("author").toString()).isEqualTo("[{\"@type\":\"Organization\",\"name\":\"江对岸报\"}]");
        assertThat(news.get("sourceOrganization").get("name").asString()).isEqualTo("江对岸报");
    }

    @Test
    void thePreviewIsTheImageGivenElseTheFirstOfTheBody() {
        assertThat(english().image()).isEqualTo("https://riverside.example.org:8443/river/media/gates.png");
        assertThat(chinese().image()).isEqualTo("https://news.example.cn/media/%E6%B8%A1%E8%88%B9.jpg");
        assertThat(
                        image(
                                "<img src=\"data:image/gif;base64,R0\"><img width=\"1\" height=\"1\" src=\"/count.gif\"><img width=\"640\" src=\"//cdn.example.org/a b.jpg\">"))
                .isEqualTo("https://cdn.example.org/a%20b.jpg");
        assertThat(image("<p>none</p>")).isNull();
        assertThat(image("<img src=\"javascript:alert(1)\">")).isNull();
        assertThat(ENGLISH.article(
                                Samples.story(Samples.ENGLISH_SITE, Samples.with(Samples.chinese(), "A", ""), null),
                                List.of())
                        .metas())
                .contains(new Meta("twitter:card", "summary"));
    }

    @Test
    void eachTranslationNamesAllOfThemBothWays() {
        Article zh = Samples.chinese();
        Article en = Samples.at(Samples.english(), "/en/ferry.html");
        List<Translation> both = List.of(new Translation("en-GB", en.path()), new Translation("zh-CN", zh.path()));
        List<Alternate> ofChinese = translations(CHINESE.article(chinese(), both));
        List<Alternate> ofEnglish = translations(CHINESE.article(Samples.story(Samples.CHINESE_SITE, en, null), both));
        assertThat(ofChinese)
                .containsExactlyInAnyOrderElementsOf(ofEnglish)
                .extracting(Alternate::hreflang)
                .containsExactly("zh-CN", "en-GB", "x-default");
        assertThat(ofChinese.getLast().href()).isEqualTo(Urls.of(Samples.CHINESE_SITE, zh.path()));
        assertThat(translations(CHINESE.article(chinese(), both.subList(1, 2))))
                .as("alone")
                .isEmpty();
    }

    @Test
    void aLanguageHasOneAddressAndTheSitesIsTheDefaultWhereverItIsSpoken() {
        List<Translation> others = List.of(
                new Translation("en", new ArticlePath("/en/1.html")),
                new Translation("en", new ArticlePath("/en/2.html")),
                new Translation("zh-TW", new ArticlePath("/tw.html")));
        PageMetadataFactory britain = new PageMetadataFactory(
                Samples.ENGLISH_SITE,
                Publisher.of(Samples.ENGLISH_SITE),
                TermLinks.AS_WRITTEN,
                FeedAddress.links(Samples.ENGLISH_SITE));
        List<Alternate> alternates = translations(britain.article(english(), others));
        assertThat(alternates)
                .extracting(Alternate::hreflang)
                .doesNotHaveDuplicates()
                .contains("en", "zh-TW", "x-default")
                .hasSize(4);
        assertThat(alternates.getLast().href()).endsWith("/en/1.html");
        assertThat(translations(
                        CHINESE.article(chinese(), List.of(new Translation("zh-CN", new ArticlePath("/again.html"))))))
                .isEmpty();
    }

    @Test
    void olderArticlesKeepTheIdsThatJekyllFeedGaveThem() {
        Article a = Samples.chinese(); // of 2026
        SiteSettings site = SiteSettingsBuilder.builder(Samples.CHINESE_SITE)
                .formerHosts(List.of("old.example"))
                .feed(new FeedSettings(null, 0, "2100-01-01"))
                .build();
        String path = a.path().encoded();

        assertThat(Urls.feedId(site, a)).isEqualTo("https://old.example" + path.substring(0, path.length() - 5));
        assertThat(Urls.feedId(Samples.CHINESE_SITE, a)).isEqualTo(Urls.id(Samples.CHINESE_SITE, a.id()));
        SiteSettings earlier = SiteSettingsBuilder.builder(site)
                .feed(new FeedSettings(null, 0, "1900-01-01"))
                .build();
        assertThat(Urls.feedId(earlier, a)).isEqualTo(Urls.id(site, a.id()));
    }

    @Test
    void datesFromBeforeThereWereZonesHaveOffsetsThatMachinesRead() {
        for (String date : List.of(
                "1582-10-10T00:00:00+08:05:43",
                "1900-12-31T23:59:59+08:05:43",
                "0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z")) {
            assertThat(Times.text(Samples.CHINESE_SITE, java.time.OffsetDateTime.parse(date)))
                    .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2})")
                    .doesNotStartWith("0000");
        }
        assertThat(Times.text(Samples.CHINESE_SITE, java.time.OffsetDateTime.parse("1582-10-10T00:00:00+08:05:43")))
                .isEqualTo("1582-10-10T00:00:00+08:05");
    }

    @Test
    void anArticleThatAnotherSiteHadFirstSaysSo() {
        assertThat(canonical("https://first.example/a b.html")).isEqualTo("https://first.example/a%20b.html");
        assertThat(canonical("/other.html")).isEqualTo("https://news.example.cn/other.html");
        for (Object odd : new Object[] {"javascript:alert(1)", "", 7, List.of("x")}) {
            assertThat(canonical(odd))
                    .isEqualTo(Urls.of(Samples.CHINESE_SITE, Samples.chinese().path()));
        }
    }

    private static String canonical(Object given) {
        Article a = Samples.chinese();
        Article syndicated = ArticleBuilder.builder()
                .id(a.id())
                .revision(a.revision())
                .path(a.path())
                .title(a.title())
                .date(a.date())
                .acceptedAt(a.acceptedAt())
                .modifiedAt(a.modifiedAt())
                .extra(java.util.Map.of("canonical_url", given))
                .html("")
                .by("desk")
                .build();
        return CHINESE.article(Samples.story(Samples.CHINESE_SITE, syndicated, null), List.of())
                .canonical();
    }

    @Test
    void listingsOfTermsHaveFeedsOfTheirOwn() {
        assertThat(CHINESE.front(false).alternates())
                .extracting(Alternate::href)
                .containsExactly(
                        "https://news.example.cn/feed.xml",
                        "https://news.example.cn/rss.xml",
                        "https://news.example.cn/feed.json");
        assertThat(CHINESE.listing(new ListingKey(Kind.TAG, "交通"), "交通", "交通", "/tag/x.html", List.of())
                        .alternates())
                .extracting(Alternate::href)
                .hasSize(6)
                .contains("https://news.example.cn/feed/tag/%E4%BA%A4%E9%80%9A.rss");
    }

    @Test
    void nothingInJsonLdCanEndTheScriptOrBreakIt() {
        for (String text : HostileTexts.some(3000)) {
            SiteSettings site =
                    SiteSettings.builder().title(text).description(text).build();
            PageMetadataFactory heads = new PageMetadataFactory(
                    site, new Publisher(text, text), TermLinks.AS_WRITTEN, FeedAddress.links(site));
            Story story = Samples.story(site, Samples.hostile(text), text);
            for (PageMetadata head : List.of(
                    heads.article(story, List.of(new Translation(text, new ArticlePath("/x.html")))),
                    heads.page(story, List.of()),
                    heads.front(true),
                    heads.listing(new ListingKey(Kind.CATEGORY, "x"), text, text, "/x", List.of()),
                    heads.unlisted(text))) {
                for (String script : head.jsonLd()) {
                    assertThat(script).doesNotContain("<", ">", "&", "\u2028", "\u2029");
                    assertThat(Json.read(script, JsonNode.class).get("@context").asString())
                            .startsWith("https://");
                }
                head.alternates().forEach(it -> assertThat(it.href()).matches("https?://[!-~]+"));
            }
            assertThat(Json.read(heads.article(story, List.of()).jsonLd().getFirst(), JsonNode.class)
                            .path("headline")
                            .asString(""))
                    .isEqualTo(unpaired(text));
            assertThat(story.image() == null ? "https://x/" : story.image()).matches("https?://[!-~]+");
        }
    }

    private static String unpaired(String text) {
        return text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Story chinese() {
        return Samples.story(Samples.CHINESE_SITE, Samples.chinese(), "江畔日报");
    }

    private static Story english() {
        return Samples.story(Samples.ENGLISH_SITE, Samples.english(), null);
    }

    private static @org.jspecify.annotations.Nullable String image(String html) {
        return Samples.story(Samples.CHINESE_SITE, Samples.with(Samples.chinese(), "A", html), null)
                .image();
    }

    private static List<Alternate> translations(PageMetadata head) {
        return head.alternates().stream().filter(it -> it.hreflang() != null).toList();
    }

    private static JsonNode jsonLd(PageMetadata head, String type) {
        return head.jsonLd().stream()
                .map(script -> Json.read(script, JsonNode.class))
                .filter(it -> it.path("@type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String text(PageMetadata head) {
        return "title " + head.title() + "\ndescription " + head.description() + "\ncanonical " + head.canonical()
                + "\n"
                + head.metas().stream()
                        .map(it -> "name " + it.name() + " " + it.content() + "\n")
                        .collect(Collectors.joining())
                + head.properties().stream()
                        .map(it -> "property " + it.name() + " " + it.content() + "\n")
                        .collect(Collectors.joining())
                + head.alternates().stream().map(it -> "alternate " + it + "\n").collect(Collectors.joining())
                + head.jsonLd().stream()
                        .map(it -> Json.read(it, JsonNode.class).toPrettyString() + "\n")
                        .collect(Collectors.joining());
    }
}
