package org.dibao.render.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.HostileTexts;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Samples;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

class FeedsTest {
    private static final FeedOptions EXCERPTS = new FeedOptions(false, 20, "");

    @Test
    void feedsAreAsTheGoldenFilesHaveThem() {
        for (FeedFormat format : FeedFormat.values()) {
            String name = format.name().toLowerCase(java.util.Locale.ROOT);
            Samples.isGolden(
                    "feed/zh." + name,
                    text(write(Samples.CHINESE_SITE, FeedOptions.DEFAULT, format, Samples.chinese())));
            Samples.isGolden(
                    "feed/en." + name,
                    text(write(Samples.ENGLISH_SITE, FeedOptions.DEFAULT, format, Samples.english())));
            Samples.isGolden(
                    "feed/en-excerpt." + name, text(write(Samples.ENGLISH_SITE, EXCERPTS, format, Samples.english())));
        }
    }

    @Test
    void aReaderFindsTheArticlesInAtomAndRss() {
        for (FeedFormat format : List.of(FeedFormat.ATOM, FeedFormat.RSS)) {
            SyndFeed feed = Checks.rome(
                    write(Samples.ENGLISH_SITE, FeedOptions.DEFAULT, format, Samples.english(), Samples.chinese()));
            assertThat(feed.getTitle()).isEqualTo("The Riverside");
            assertThat(feed.getDescription()).isEqualTo("News & notes");
            assertThat(feed.getEntries()).hasSize(2);
            SyndEntry first = feed.getEntries().getFirst();
            assertThat(first.getTitle()).isEqualTo("Flood gates <open> & close");
            assertThat(first.getLink())
                    .isEqualTo("https://riverside.example.org:8443/river/2026/07/04/flood-gates.html");
            assertThat(first.getUri()).isEqualTo("tag:riverside.example.org,2026:articles/flood-gates");
            assertThat(first.getPublishedDate()).isEqualTo("2026-07-04T06:00:00Z");
            assertThat(first.getCategories()).extracting(it -> it.getName()).containsExactly("River", "town hall");
            assertThat(first.getAuthor()).contains("Ann Lee");
            assertThat(first.getContents().getFirst().getValue())
                    .contains("href=\"https://riverside.example.org:8443/river/2026/07/04/flood-gates.html#fn-1\"")
                    .contains("href=\"mailto:desk@example.org\"")
                    .contains("href=\"https://riverside.example.org:8443/river/2026/07/04/flood-gates.html?print\"");
            assertThat(feed.getEntries().getLast().getContents().getFirst().getValue())
                    .contains("src=\"https://riverside.example.org:8443/media/%E6%B8%A1%E8%88%B9.jpg\"")
                    .contains("href=\"https://riverside.example.org:8443/dukou/2022/01/25/shike.html#zao\"");
        }
    }

    @Test
    void anExcerptFeedHoldsNoBody() {
        for (FeedFormat format : FeedFormat.values()) {
            assertThat(text(write(Samples.ENGLISH_SITE, EXCERPTS, format, Samples.english())))
                    .contains("nobody had told the ducks")
                    .doesNotContain("dawn<");
        }
    }

    @Test
    void anArticleThatIsTooLongForAFeedIsThereWithItsSummary() {
        Article endless =
                Samples.with(Samples.english(), "Endless", "<p>" + "word ".repeat(FeedOptions.MAX_TEXT / 5) + "</p>");
        for (FeedFormat format : FeedFormat.values()) {
            String feed = text(write(Samples.ENGLISH_SITE, FeedOptions.DEFAULT, format, endless, Samples.chinese()));
            assertThat(feed.length()).isLessThan(10_000);
            assertThat(feed).contains("Endless", "nobody had told the ducks", "%E6%B8%A1%E8%88%B9.jpg");
        }
    }

    @Test
    void theIdStaysWhereverTheArticleMoves() {
        Article moved = Samples.at(Samples.english(), "/elsewhere.html");
        for (FeedFormat format : FeedFormat.values()) {
            String before = text(write(Samples.ENGLISH_SITE, EXCERPTS, format, Samples.english()));
            assertThat(text(write(Samples.ENGLISH_SITE, EXCERPTS, format, moved)))
                    .isEqualTo(before.replace("/river/2026/07/04/flood-gates.html", "/elsewhere.html")
                            .replace("/river/media/", "/media/"))
                    .contains("tag:riverside.example.org,2026:articles/flood-gates");
        }
    }

    @Test
    void aFeedIsAsNewAsItsNewestChange() {
        byte[] both = write(Samples.ENGLISH_SITE, EXCERPTS, FeedFormat.ATOM, Samples.chinese(), Samples.english());
        assertThat(Checks.text(Checks.xml(both).getDocumentElement(), "updated"))
                .isEqualTo("2026-07-05T12:30:00+01:00");
        byte[] none = write(Samples.ENGLISH_SITE, EXCERPTS, FeedFormat.ATOM);
        Checks.atom(none);
        assertThat(Checks.text(Checks.xml(none).getDocumentElement(), "updated"))
                .isEqualTo("1970-01-01T01:00:00+01:00");
        assertThat(Checks.rome(write(Samples.ENGLISH_SITE, EXCERPTS, FeedFormat.RSS))
                        .getEntries())
                .isEmpty();
        Checks.jsonFeed(write(Samples.ENGLISH_SITE, EXCERPTS, FeedFormat.JSON));
    }

    @Test
    void staticPagesAndWhatIsTooMuchAreInNoFeed() {
        FeedOptions one = new FeedOptions(true, 1, "");
        for (FeedFormat format : FeedFormat.values()) {
            String feed = text(write(
                    Samples.ENGLISH_SITE,
                    one,
                    format,
                    Samples.as(Samples.chinese(), "page"),
                    Samples.english(),
                    Samples.chinese()));
            assertThat(feed).contains("articles/flood-gates").doesNotContain("%E6%B8%A1");
        }
    }

    @Test
    void aCategorysFeedNamesItselfAndItsPage() {
        FeedAddress address = new FeedAddress(new ListingKey(Kind.CATEGORY, "粮食"), FeedFormat.ATOM);
        byte[] feed = new Feeds(
                        Samples.CHINESE_SITE,
                        Publisher.of(Samples.CHINESE_SITE),
                        TermLinks.AS_WRITTEN,
                        FeedOptions.DEFAULT)
                .write(address, "粮食", "", List.of());
        Checks.atom(feed);
        assertThat(text(feed))
                .contains(
                        "<title>粮食 - 江畔日报</title>",
                        "<id>tag:news.example.cn,2026:feed/category/%E7%B2%AE%E9%A3%9F</id>",
                        "href=\"https://news.example.cn/feed/category/%E7%B2%AE%E9%A3%9F.xml\"",
                        "href=\"https://news.example.cn/category/%E7%B2%AE%E9%A3%9F.html\"");
    }

    @Test
    void whateverIsInAnArticleTheFeedCanBeReadAndSaysIt() {
        for (String text : HostileTexts.some(1500)) {
            SiteSettings site =
                    SiteSettings.builder().title(text).description(text).build();
            Story story = Samples.story(site, Samples.hostile(text), text);
            for (FeedOptions options : List.of(FeedOptions.DEFAULT, EXCERPTS)) {
                Feeds feeds = new Feeds(
                        site,
                        new Publisher(text.isBlank() || XmlText.line(text).isEmpty() ? "x" : text, null),
                        TermLinks.AS_WRITTEN,
                        options);
                byte[] atom = feeds.write(new FeedAddress(ListingKey.ALL, FeedFormat.ATOM), "", "", List.of(story));
                Element entry = Checks.children(Checks.xml(atom).getDocumentElement(), "entry")
                        .getFirst();
                String title = XmlText.line(text).isEmpty() ? "x" : XmlText.line(text);
                assertThat(Checks.text(entry, "title")).isEqualTo(title);
                Checks.xml(feeds.write(new FeedAddress(ListingKey.ALL, FeedFormat.RSS), "", "", List.of(story)));
                JsonNode json = org.dibao.contract.json.Json.read(
                        feeds.write(new FeedAddress(ListingKey.ALL, FeedFormat.JSON), "", "", List.of(story)),
                        JsonNode.class);
                assertThat(json.get("items").get(0).get("title").asString()).isEqualTo(title);
                if (options.fullText()) {
                    assertThat(json.get("items")
                                    .get(0)
                                    .get("content_html")
                                    .asString()
                                    .replace("\r\n", "\n")
                                    .replace('\r', '\n'))
                            .isEqualTo(Checks.text(entry, "content"));
                }
            }
        }
    }

    @Test
    void whatXmlForbidsIsLeftOutAndNothingElse() {
        assertThat(XmlText.clean("a\u0000\u0008b\uD800\uFFFEc\uD83D\uDE00\uDC00"))
                .isEqualTo("abc\uD83D\uDE00");
        assertThat(XmlText.clean("\t\n\r \uD7FF\uE000\uFFFD\u0085\u202E"))
                .isEqualTo("\t\n\r \uD7FF\uE000\uFFFD\u0085\u202E");
        assertThat(XmlText.line(" a\n b\u2028c\u0001 ")).isEqualTo("a b c");
        byte[] xml = new XmlWriter()
                .start("a", "b", "\uD83D\uDE00<&\"'\n\u0001")
                .text("c", "]]>\uD83D\uDE00\uD834\uDD1E\u0001&<")
                .end()
                .bytes();
        Element root = Checks.xml(xml).getDocumentElement();
        assertThat(root.getAttribute("b")).isEqualTo("\uD83D\uDE00<&\"'");
        assertThat(Checks.text(root, "c")).isEqualTo("]]>\uD83D\uDE00\uD834\uDD1E&<");
    }

    @Test
    void everyAddressLeadsToItsFeed() {
        List<FeedAddress> all = new ArrayList<>(FeedAddress.all(ListingKey.ALL));
        for (Kind kind : List.of(Kind.CATEGORY, Kind.TAG, Kind.AUTHOR)) {
            all.addAll(FeedAddress.all(new ListingKey(kind, "粮食")));
        }
        for (FeedAddress address : all) {
            assertThat(Objects.requireNonNull(
                                    FeedAddress.parse(org.dibao.contract.article.ArticlePath.decode(address.path())))
                            .feed())
                    .isEqualTo(address);
        }
        assertThat(all).extracting(FeedAddress::path).doesNotHaveDuplicates();
        assertThat(Objects.requireNonNull(FeedAddress.parse("/feed/category/News (local).rss"))
                        .name())
                .isEqualTo("News (local)");
        assertThat(Objects.requireNonNull(FeedAddress.parse("/feed/category/News (local).rss"))
                        .feed()
                        .path())
                .isEqualTo("/feed/category/news-local.rss");
        for (String none : List.of(
                "/feed/category/\u200B.xml",
                "/feed/category/.xml",
                "/feed/x/y.xml",
                "/feed/category/x",
                "/feed.rss",
                "/feed/category/a/b.xml")) {
            assertThat(FeedAddress.parse(none)).as(none).isNull();
        }
    }

    @Test
    void idsDependOnTheHostAloneAndAreUris() {
        ArticleId id = new ArticleId("粮食 2026");
        for (String base : List.of("http://Example.org", "https://example.org", "https://example.org:8443")) {
            SiteSettings site = SiteSettings.builder().baseUrl(base).build();
            assertThat(org.dibao.render.metadata.Urls.id(site, id))
                    .isEqualTo("tag:example.org,2026:articles/%E7%B2%AE%E9%A3%9F%202026");
        }
        SiteSettings moved = SiteSettings.builder()
                .baseUrl("https://new.example.net")
                .formerHosts(List.of("Example.org", "www.example.org"))
                .build();
        assertThat(org.dibao.render.metadata.Urls.id(moved, id))
                .as("a site that has moved keeps its ids")
                .isEqualTo("tag:example.org,2026:articles/%E7%B2%AE%E9%A3%9F%202026");
        SiteSettings idn = SiteSettings.builder().baseUrl("https://新闻.example").build();
        assertThat(org.dibao.render.metadata.Urls.id(idn, id)).startsWith("tag:xn--efvy88h.example,2026:");
        assertThat(org.dibao.render.metadata.Urls.of(idn, "/x")).isEqualTo("https://xn--efvy88h.example/x");
    }

    private static byte[] write(SiteSettings site, FeedOptions options, FeedFormat format, Article... articles) {
        List<Story> stories = java.util.Arrays.stream(articles)
                .map(article -> Samples.story(site, article, null))
                .toList();
        byte[] feed = new Feeds(site, Publisher.of(site), TermLinks.AS_WRITTEN, options)
                .write(new FeedAddress(ListingKey.ALL, format), "", "", stories);
        switch (format) {
            case ATOM -> Checks.atom(feed);
            case RSS -> Checks.rome(feed);
            case JSON -> Checks.jsonFeed(feed);
        }
        return feed;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
