package org.dibao.render.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SourceLine;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticleBuilder;
import org.junit.jupiter.api.Test;

/** Every kind of page, made of the sample articles. */
class PageKindsTest {
    private static final int KB = 1024;

    private final Theme theme = new Theme();
    private final Showcase showcase = new Showcase(theme, Path.of("../samples"));
    private final Site site = Showcase.site("zh-CN");
    private final PageMetadata head = PageMetadata.plain("", "", "http://localhost:8080/");

    @Test
    void noPageHasStylesOrScriptsOfItsOwn() {
        for (String language : List.of("zh-CN", "en")) {
            showcase.pages(language)
                    .forEach((kind, page) -> assertThat(page)
                            .as(kind)
                            .doesNotContain(" style=")
                            .doesNotContain("<style")
                            .doesNotContain("<script>")
                            .doesNotContainPattern(" on[a-z]+=")
                            .containsOnlyOnce("<h1")
                            .containsOnlyOnce("<main "));
        }
    }

    @Test
    void everyTextIsThereInEveryLanguage() {
        CompiledTheme design = new CompiledTheme(
                ThemeFiles.builtIn(), new ThemeFiles(new java.util.TreeMap<>()), ThemeSettings.none());
        for (String language : List.of("en", "zh-Hant")) {
            assertThat(new TreeSet<>(design.texts(language).all().keySet()))
                    .isEqualTo(new TreeSet<>(design.texts("zh").all().keySet()));
        }
    }

    @Test
    void everyTypeOfProblemIsExplainedInEveryLanguage() {
        for (String language : List.of("en", "zh-CN", "zh-TW")) {
            for (Problem.Type type : Problem.Type.values()) {
                assertThat(theme.problem(Showcase.site(language), type))
                        .as(type.slug())
                        .contains("<h1>", "noindex");
            }
        }
    }

    @Test
    void aSiteInTraditionalChineseHasTextsInItsScript() {
        for (String language : List.of("zh-TW", "zh-HK", "zh-Hant", "zh-Hant-TW")) {
            assertThat(theme.missing(Showcase.site(language), List.of()))
                    .contains("<html lang=\"" + language + "\">", "沒有這個頁面");
        }
        for (String language : List.of("zh", "zh-CN", "zh-Hans", "zh-SG", "zh-Hans-HK")) {
            assertThat(theme.missing(Showcase.site(language), List.of())).contains("没有这个页面");
        }
    }

    @Test
    void aFullFrontPageIsUnder40KilobytesAndItsFilesUnder25Compressed() throws IOException {
        List<Item> latest = items(39);
        List<Section> sections = IntStream.range(0, 12)
                .mapToObj(i -> new Section(
                        new ListingKey(Kind.CATEGORY, "dazhongribao" + i), "大众日报新闻", latest.subList(10, 15)))
                .toList();

        String front = theme.front(site, head, new FrontPage(List.of(), latest, sections, "/page/200.html"));

        assertThat(front.getBytes(StandardCharsets.UTF_8).length).isLessThan(40 * KB);
        assertThat(compressed(theme.stylesheet().content())
                        + compressed(theme.script().content()))
                .isLessThan(25 * KB);
    }

    @Test
    void theSourceThatIsGivenIsShownForTheOneThatTheBodyTells() {
        RenderedBody body =
                new RenderedBody("<p>x</p>", List.of(), 1, new SourceLine("山乡日报", "https://harbour.example/"), "");
        OffsetDateTime date = OffsetDateTime.parse("2026-11-23T16:20:00+08:00");
        Article article = ArticleBuilder.builder()
                .id(new ArticleId("a"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/a.html"))
                .title("a")
                .date(date)
                .acceptedAt(date.toInstant())
                .modifiedAt(date.toInstant())
                .origin(new Origin("<b>河报", "https://river.example/?a&b"))
                .html("")
                .by("")
                .build();

        assertThat(theme.article(site, head, new ArticlePage(article, body, List.of(), List.of())))
                .contains("<cite><a href=\"https://river.example/?a&amp;b\" rel=\"noopener\">&lt;b&gt;河报</a></cite>")
                .doesNotContain("山乡日报");
    }

    @Test
    void whatIsPinnedComesFirstAndOnce() {
        Item pinned = showcase.items.get(3);

        String front = theme.front(site, head, new FrontPage(List.of(pinned), showcase.items, List.of(), null));

        String href = "href=\"" + pinned.entry().path().encoded() + "\"";
        assertThat(front).containsOnlyOnce(href);
        assertThat(front.indexOf(href))
                .isLessThan(
                        front.indexOf(showcase.items.getFirst().entry().path().encoded()));
    }

    @Test
    void aSectionLeavesOutWhatIsShownLargeAboveIt() {
        List<Item> latest = items(7);
        Section all = new Section(new ListingKey(Kind.CATEGORY, "all"), "Everything", latest);
        Section top = new Section(new ListingKey(Kind.CATEGORY, "top"), "Top only", latest.subList(0, 2));

        String front = theme.front(site, head, new FrontPage(List.of(), latest, List.of(all, top), null));

        assertThat(front).contains("Everything").doesNotContain("Top only");
        for (int i = 0; i < latest.size(); i++) {
            String path = latest.get(i).entry().path().encoded();
            assertThat(front.split(path, -1).length - 1).as(path).isEqualTo(i < 5 ? 1 : 2); // one lead, four below it
        }
    }

    @Test
    void anIndexOfTwoThousandIsGroupedByTheLetterOfTheReading() {
        List<IndexPage.Entry> entries = new ArrayList<>();
        for (String name : List.of("大众日报", "北京", "重庆", "Zebra", "éclair", "안녕", "123")) {
            entries.add(new IndexPage.Entry(name, "/category/x.html", 1));
        }
        for (int i = 0; i < 2000; i++) {
            entries.add(new IndexPage.Entry("海" + i, "/category/" + i + ".html", i));
        }

        String page = theme.index(site, head, IndexPage.whole(Kind.CATEGORY, entries));

        assertThat(page.split("<h2>"))
                .satisfiesExactly(
                        head -> assertThat(head).contains("href=\"#letter-B\""),
                        b -> assertThat(b).startsWith("B</h2>").contains("北京"),
                        d -> assertThat(d).startsWith("D</h2>").contains("大众日报"),
                        e -> assertThat(e).startsWith("E</h2>").contains("éclair"),
                        h -> assertThat(h).startsWith("H</h2>").contains("海1999"),
                        z -> assertThat(z)
                                .startsWith("Z</h2>")
                                .contains("Zebra")
                                .contains("重庆"),
                        others -> assertThat(others)
                                .startsWith("#</h2>")
                                .contains("안녕")
                                .contains("123"));
        assertThat(page.split("<[a-z]").length).as("elements").isLessThan(4_200);
    }

    @Test
    void searchShowsWhatWasFoundMarkedAndWhereMoreIs() {
        String page = theme.search(
                site,
                head,
                new SearchPage(
                        "灯 \"&",
                        23,
                        2,
                        1,
                        3,
                        List.of(new SearchPage.Hit(
                                "老街换<mark>灯</mark>",
                                "…<mark>灯</mark>&lt;b&gt;…",
                                "/a.html",
                                OffsetDateTime.parse("2026-11-24T09:00:00+08:00"),
                                null))));

        assertThat(page)
                .contains("value=\"灯 &quot;&amp;\"")
                .contains("老街换<mark>灯</mark></a>")
                .contains("&lt;b&gt;")
                .contains("共 23 篇")
                .contains("<a rel=\"prev\" href=\"/search?q=%E7%81%AF+%22%26\">")
                .contains("<a rel=\"next\" href=\"/search?q=%E7%81%AF+%22%26&amp;page=3\">");
    }

    @Test
    void aSearchWithoutAnExactAnswerSaysSo() {
        SearchPage.Hit hit =
                new SearchPage.Hit("a", "b", "/a.html", OffsetDateTime.parse("2026-11-24T09:00:00+08:00"), null);
        assertThat(theme.search(
                        site,
                        head,
                        new SearchPage("灯", 1, 1, null, null, List.of(hit), java.util.Set.of(SearchPage.Note.LOOSE))))
                .contains("没有文章完全符合")
                .contains("共 1 篇");
        assertThat(theme.search(site, head, new SearchPage("灯", 1, 1, null, null, List.of(hit))))
                .doesNotContain("没有文章完全符合");
    }

    @Test
    void aSearchThatCannotBeAnsweredKeepsTheQueryAndSaysSoAndNotThatNothingWasFound() {
        String page = theme.search(site, head, SearchPage.unanswered("灯会", SearchPage.Note.NOT_READY));

        assertThat(page)
                .contains("value=\"灯会\"")
                .contains("暂时不能搜索")
                .doesNotContain("没有找到")
                .doesNotContain("共 0 篇");
    }

    @Test
    void whatIsMissingSuggestsWhatThereIs() {
        assertThat(theme.missing(site, showcase.items.subList(0, 2)))
                .contains("noindex")
                .contains("action=\"/search\"")
                .contains(showcase.items.get(1).entry().title());
    }

    @Test
    void onlyTheNewestPageOfAListingListens() {
        ListingKey key = new ListingKey(Kind.CATEGORY, "a-b");
        ListingPage newest = ListingPageBuilder.builder()
                .key(key)
                .name("A b")
                .description("")
                .items(showcase.items)
                .slugs(List.of("a-b", "old"))
                .build();
        ListingPage third = ListingPageBuilder.builder()
                .key(key)
                .name("A b")
                .description("")
                .page(3)
                .items(showcase.items)
                .newer("/newer")
                .slugs(List.of("a-b", "old"))
                .build();

        assertThat(theme.listing(site, head, newest)).contains("data-live=\"category\" data-slugs=\"a-b old\"");
        assertThat(theme.listing(site, head, third)).doesNotContain("data-live");
    }

    @Test
    void whatTheHeadSaysIsThereAndEscaped() {
        PageMetadata full = new PageMetadata(
                "T\"",
                "D<",
                "https://example.org/a.html",
                List.of(new PageMetadata.Meta("robots", "max-image-preview:large")),
                List.of(new PageMetadata.Meta("og:title", "T\"")),
                List.of(
                        new PageMetadata.Alternate("en", null, null, "https://example.org/en.html"),
                        new PageMetadata.Alternate(
                                null, "application/atom+xml", "Feed", "https://example.org/feed.xml")),
                List.of("{\"a\":1}"));

        assertThat(theme.front(site, full, new FrontPage(List.of(), List.of(), List.of(), null)))
                .contains("<title>T&quot; - 海港日报</title>")
                .contains("<meta name=\"description\" content=\"D&lt;\">")
                .contains("<link rel=\"canonical\" href=\"https://example.org/a.html\">")
                .contains("<meta name=\"robots\" content=\"max-image-preview:large\">")
                .contains("<meta property=\"og:title\" content=\"T&quot;\">")
                .contains("<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/en.html\">")
                .contains(
                        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Feed\" href=\"https://example.org/feed.xml\">")
                .contains("<script type=\"application/ld+json\">{\"a\":1}</script>");
    }

    @Test
    void aPictureThatIsNoAddressIsNotShown() {
        for (String image : List.of(
                "javascript:alert(1)",
                "//evil.example/a.png",
                "data:image/png;base64,AAAA",
                "a b.png",
                "\u200bjavascript:void(0)")) {
            assertThat(PreviewImages.shown(image)).as(image).isEmpty();
        }
        assertThat(PreviewImages.shown("/media/a.png")).isEqualTo("/media/a.png");
        assertThat(PreviewImages.shown("/a \".png")).isEqualTo("/a%20%22.png");
        assertThat(PreviewImages.shown("https://example.org/a.png")).isEqualTo("https://example.org/a.png");
    }

    @Test
    void anAccentCanBeReadOnBothPapers() {
        for (String colour : List.of("#ffff00", "#fff", "#000", "#0a7", "#c8102e", "#3b82f6")) {
            Asset css = Accent.of(colour);
            String[] parts = new String(css.content(), StandardCharsets.UTF_8).split("--accent:#");
            assertThat(Accent.contrast(Integer.parseInt(parts[1].substring(0, 6), 16), 0xf3efe6))
                    .as(colour)
                    .isGreaterThan(4.5);
            assertThat(Accent.contrast(Integer.parseInt(parts[2].substring(0, 6), 16), 0x24221e))
                    .as(colour)
                    .isGreaterThan(4.5);
            assertThat(theme.asset(css.path())).as("from its path alone").isNotNull();
        }
        assertThat(theme.asset("/assets/accent.ffffff.x.css")).isNull();
    }

    @Test
    void theSamePageIsTheSameBytes() {
        Map<String, String> again = new Showcase(new Theme(), Path.of("../samples")).pages("zh-CN");
        assertThat(showcase.pages("zh-CN")).isEqualTo(again);
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(
                        new ArticleId("i" + i),
                        ListedArticleBuilder.builder()
                                .revision(Revision.FIRST)
                                .path(new ArticlePath("/dazhongribao/2022/01/25/%032d.html".formatted(i)))
                                .title("山东粮食总产量连续多年稳定在一千一百亿斤以上" + i)
                                .date(OffsetDateTime.parse("2022-01-25T09:36:15+08:00")
                                        .minusHours(i))
                                .modifiedAt(java.time.Instant.EPOCH)
                                .categories(List.of("dazhongribao"))
                                .build()))
                .toList();
    }

    private static int compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.size();
    }

    @Test
    void theLeadHasItsPictureAndItsStandfirst() {
        Item item = showcase.items.getFirst();
        Item pictured = new Item(
                item.id(),
                ListedArticleBuilder.builder(item.entry())
                        .image("/images/ferry.jpg")
                        .build());

        String front = theme.front(site, head, new FrontPage(List.of(pictured), List.of(), List.of(), null));

        assertThat(front)
                .contains("class=\"lead pictured\"", "<img src=\"/images/ferry.jpg\"", "fetchpriority=\"high\"")
                .contains("<p class=\"excerpt\">" + pictured.entry().excerpt());
    }
}
