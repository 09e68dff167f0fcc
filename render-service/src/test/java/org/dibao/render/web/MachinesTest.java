package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.render.feed.Checks;
import org.dibao.render.metadata.Samples;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.snapshot.Snapshots;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.w3c.dom.Element;

/** Feeds and sitemaps out of a view in memory. */
class MachinesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final FakeRender render = new FakeRender();
    private final Map<ArticleId, Article> articles = new HashMap<>();
    private long millis;
    private final List<Integer> textsRead = new ArrayList<>();

    @Test
    void aSiteOfSeveralLanguagesHasAFrontPageAndAFeedForEach() {
        Article own = article("a", "2026-01-01T00:00:00Z", "River");
        Article simplified = ArticleBuilder.builder(article("b", "2026-01-02T00:00:00Z", "River"))
                .lang("zh-CN")
                .build();
        has(own, simplified);
        WebTestClient ofOne = client();
        for (String path : List.of("/en/", "/feed/language/en.xml")) {
            assertThat(get(ofOne, path).getStatus().value())
                    .as("%s on a site of one language", path)
                    .isEqualTo(404);
        }
        moved(ofOne, "/zh/", "/");
        moved(ofOne, "/zh-cn/page/1.html", "/");
        moved(ofOne, "/feed/language/zh.xml", "/feed.xml");
        moved(ofOne, "/feed/language/zh.json", "/feed.json");
        assertThat(body(get(client(), "/"))).doesNotContain("hreflang");

        has(ArticleBuilder.builder(article("c", "2026-01-03T00:00:00Z", "River"))
                .lang("en-GB")
                .build());
        WebTestClient client = client();
        String english = body(get(client, "/en/"));
        assertThat(english)
                .contains(
                        "<html lang=\"en\"",
                        "data-id=\"c\"",
                        ">Categories<",
                        "/feed/language/en.xml",
                        "aria-current=\"page\"")
                .doesNotContain("data-id=\"a\"", "data-id=\"b\"");
        String chinese = body(get(client, "/zh/"));
        assertThat(chinese)
                .contains("<html lang=\"zh-CN\"", "data-id=\"a\"", "data-id=\"b\"")
                .doesNotContain("data-id=\"c\"");
        String all = body(get(client, "/"));
        assertThat(all).contains("data-id=\"a\"", "data-id=\"b\"", "data-id=\"c\"");
        for (String page : List.of(english, chinese, all)) {
            assertThat(page)
                    .containsPattern("hreflang=\"en\" href=\"[^\"]+/en/\"")
                    .containsPattern("hreflang=\"zh\" href=\"[^\"]+/zh/\"")
                    .containsPattern("hreflang=\"x-default\" href=\"https?://[^/\"]+/\"");
        }
        assertThat(body(get(client, "/feed/language/en.xml")))
                .contains("xml:lang=\"en\"", "articles/c")
                .doesNotContain("articles/a", "articles/b");
        moved(client, "/en", "/en/");
        moved(client, "/EN/", "/en/");
        moved(client, "/en-us/", "/en/");
        moved(client, "/zh-hans-cn", "/zh/");
        moved(client, "/EN/page/1.html", "/en/page/1.html");
        assertThat(body(get(client, "/sitemap-pages.xml"))).contains("/en/</loc>", "/zh/</loc>");
        assertThat(get(client, "/de/").getStatus().value()).isEqualTo(404);
        assertThat(get(client, "/de-at/").getStatus().value()).isEqualTo(404);
    }

    @Test
    void everyFeedIsWhereReadersLookForIt() {
        has(article("a", "2026-01-01T00:00:00Z", "River News"), article("b", "2026-01-02T00:00:00Z", "Town"));
        WebTestClient client = client();
        for (List<String> feed : List.of(
                List.of("/feed.xml", "application/atom+xml;charset=utf-8"),
                List.of("/rss.xml", "application/rss+xml;charset=utf-8"),
                List.of("/feed.json", "application/feed+json"))) {
            EntityExchangeResult<byte[]> answer = get(client, feed.getFirst());
            assertThat(answer.getStatus().value()).isEqualTo(200);
            assertThat(String.valueOf(answer.getResponseHeaders().getContentType()))
                    .isEqualToIgnoringCase(feed.getLast());
            assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
            assertThat(answer.getResponseHeaders().getETag()).isNotBlank();
            assertThat(body(answer)).contains("articles/a", "articles/b");
        }
        for (String kind : List.of("category/river-news", "tag/town", "author/ann-lee")) {
            for (String ending : List.of(".xml", ".rss", ".json")) {
                assertThat(body(get(client, "/feed/" + kind + ending))).contains("articles/a");
            }
        }
        assertThat(body(get(client, "/feed/category/river-news.json")))
                .contains("\"River News - ")
                .doesNotContain("articles/b");
        moved(client, "/atom.xml", "/feed.xml");
        moved(client, "/feed/River%20News.xml", "/feed/category/river-news.xml");
        moved(client, "/feed/category/River%20News.rss", "/feed/category/river-news.rss");
        moved(client, "/feed/by_tag/town.xml", "/feed/tag/town.xml");
        assertThat(get(client, "/feed/category/none.xml").getStatus().value()).isEqualTo(404);
        moved(client, "/feed/category/!!.xml", "/feed/category/u21-u21.xml");
    }

    @Test
    void anIndexOfVeryManyShowsTheMostUsedAndTheSitemapAll() {
        set(Map.of("index", 2));
        has(
                article("a", "2026-01-01T00:00:00Z", "River"),
                article("b", "2026-01-02T00:00:00Z", "River"),
                article("c", "2026-01-03T00:00:00Z", "Harbour"),
                article("d", "2026-01-04T00:00:00Z", "Town"));
        WebTestClient client = client();

        assertThat(body(get(client, "/categories.html")))
                .contains("/category/river.html\">River</a> 2", "/category/town.html", "共 3 个，列出最常用的 2 个")
                .doesNotContain("href=\"/category/harbour.html\">Harbour</a> 1");
        assertThat(locations("/sitemap-pages.xml")).contains("/category/harbour.html");
    }

    @Test
    void everyFeedNamesItsHubAndItself() {
        has(article("a", "2026-01-01T00:00:00Z", "River News"));
        WebTestClient client = client();
        String site = SiteSettings.DEFAULT.baseUrl();
        for (String path : List.of("/feed.xml", "/rss.xml", "/feed.json", "/feed/category/river-news.rss")) {
            EntityExchangeResult<byte[]> feed = get(client, path);
            assertThat(feed.getResponseHeaders().getFirst("Link"))
                    .isEqualTo("<" + site + path + ">; rel=\"self\", <" + site + "/api/websub>; rel=\"hub\"");
            assertThat(body(feed)).contains(site + "/api/websub");
        }
    }

    @Test
    void aFeedCanHaveCertainArticlesOnly() {
        has(
                article("a", "2026-01-01T00:00:00Z", "x"),
                article("b c", "2026-01-02T00:00:00Z", "x"),
                article("d", "2026-01-03T00:00:00Z", "x"));
        assertThat(entries("a b%20c nowhere")).containsExactly("b%20c", "a");
        assertThat(entries("nowhere")).as("none of them").containsExactly("d", "b%20c", "a");
    }

    private List<String> entries(String ids) {
        String feed = body(client().get()
                .uri(URI.create("/feed.json"))
                .header("Dibao-Articles", ids)
                .exchange()
                .expectBody()
                .returnResult());
        return java.util.regex.Pattern.compile(":articles/([^\"]*)\"")
                .matcher(feed)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void anEmptySiteHasAnEmptyFeedAndSitemaps() {
        for (String address : List.of("/feed.xml", "/rss.xml", "/feed.json", "/robots.txt")) {
            assertThat(document(address)).isNotEmpty();
        }
        assertThat(locations("/sitemap.xml")).containsExactly("/sitemap-pages.xml");
        assertThat(locations("/sitemap-pages.xml")).containsExactly("/");
        assertThat(locations("/news-sitemap.xml")).as("valid all the same").containsExactly("/");
        assertThat(status("/sitemap-2026-01.xml")).isEqualTo(404);
        assertThat(status("/sitemap-pages-2.xml")).isEqualTo(404);
    }

    @Test
    void aFeedReadsNoMoreTextsThanItHas() {
        for (int i = 0; i < 300; i++) {
            has(article(
                    "a" + i,
                    OffsetDateTime.ofInstant(NOW.minusSeconds(i), ZoneOffset.UTC)
                            .toString(),
                    "x"));
        }
        assertThat(document("/feed.json"))
                .contains("articles/a0\"", "articles/a19\"")
                .doesNotContain("articles/a20\"");
        assertThat(textsRead).containsExactly(20);
    }

    @Test
    void staticPagesAreInTheSitemapOfPagesAlone() {
        has(
                article("a", "2026-11-24T08:00:00Z", "x"),
                Samples.as(article("imprint", "2026-11-24T09:00:00Z", "x"), "page"));
        assertThat(locations("/sitemap-pages.xml"))
                .startsWith("/", "/imprint.html")
                .contains("/category/x.html")
                .doesNotContain("/a.html");
        assertThat(locations("/sitemap-2026-11.xml")).containsExactly("/a.html");
        assertThat(locations("/news-sitemap.xml")).containsExactly("/a.html");
        assertThat(document("/feed.xml")).contains("articles/a<").doesNotContain("imprint");
    }

    @Test
    void whatOnlyLeadsElsewhereOrIsLeftOutByItsFrontMatterIsInNoSitemap() {
        Article post = article("post", "2026-11-24T08:00:00Z", "x");
        Article page = Samples.as(article("about", "2026-11-24T09:00:00Z", "x"), "page");
        has(
                post,
                page,
                named(post, "post-off", "sitemap", false),
                named(page, "about-off", "sitemap", false),
                named(post, "post-on", "sitemap", true),
                named(page, "about-on", "sitemap", Map.of("priority", 1)),
                named(post, "post-elsewhere", "redirect_to", "https://other.example/"),
                named(page, "about-elsewhere", "redirect_to", List.of("/post.html")));
        assertThat(locations("/sitemap-pages.xml"))
                .contains("/about.html", "/about-on.html")
                .doesNotContain("/about-off.html", "/about-elsewhere.html");
        assertThat(locations("/sitemap-2026-11.xml")).containsExactlyInAnyOrder("/post.html", "/post-on.html");
        assertThat(locations("/news-sitemap.xml")).containsExactlyInAnyOrder("/post.html", "/post-on.html");
    }

    private static Article named(Article like, String id, String key, Object value) {
        return ArticleBuilder.builder(like)
                .id(new ArticleId(id))
                .path(new ArticlePath("/" + id + ".html"))
                .extra(Map.of(key, value))
                .build();
    }

    @Test
    void aMonthIsCutWhereItIsFullAndTheIndexNamesEveryPart() {
        for (int i = 1; i <= 5; i++) {
            has(article("jan" + i, "2022-01-0" + i + "T00:00:00Z", "x"));
        }
        has(revised(article("feb", "2022-02-01T00:00:00Z", "x"), "2026-10-01T10:00:00Z"));
        limit(2);
        assertThat(locations("/sitemap.xml"))
                .startsWith("/sitemap-pages.xml")
                .endsWith(
                        "/sitemap-2022-02.xml",
                        "/sitemap-2022-01-3.xml",
                        "/sitemap-2022-01-2.xml",
                        "/sitemap-2022-01.xml");
        assertThat(document("/sitemap.xml"))
                .contains("/sitemap-2022-02.xml</loc>\n<lastmod>2026-10-01T18:00:00+08:00</lastmod>");
        assertThat(locations("/sitemap-2022-01.xml")).containsExactly("/jan1.html", "/jan2.html");
        assertThat(locations("/sitemap-2022-01-2.xml")).containsExactly("/jan3.html", "/jan4.html");
        assertThat(locations("/sitemap-2022-01-3.xml")).containsExactly("/jan5.html");
        assertThat(status("/sitemap-2022-01-4.xml")).isEqualTo(404);
        assertThat(status("/sitemap-2022-03.xml")).isEqualTo(404);
        assertThat(document("/sitemap-2022-02.xml")).contains("<lastmod>2026-10-01T18:00:00+08:00</lastmod>");
    }

    @Test
    void theIndexNamesAsManyPartsOfPagesAsThereAre() {
        has(
                ArticleBuilder.builder(article("a", "2025-11-24T08:00:00Z", "x"))
                        .tags(List.of("tide", "bridge"))
                        .authors(List.of("Lin Mei"))
                        .build(),
                ArticleBuilder.builder(article("b", "2026-11-24T08:00:00Z", "y"))
                        .lang("en-GB")
                        .build(),
                Samples.as(article("imprint", "2026-11-24T09:00:00Z", "x"), "page"));
        List<String> pages = locations("/sitemap-pages.xml");
        limit(1);
        List<String> parts = locations("/sitemap.xml").stream()
                .filter(part -> part.startsWith("/sitemap-pages"))
                .toList();
        assertThat(parts.stream().flatMap(part -> locations(part).stream())).containsExactlyElementsOf(pages);
        assertThat(pages).contains("/tags.html", "/authors.html", "/categories.html", "/en/", "/2025/");
        assertThat(status("/sitemap-pages-" + (pages.size() + 1) + ".xml")).isEqualTo(404);
    }

    /** Else a sitemap would stay in the cache when its article changes. */
    @Test
    void anArticleStandsInTheSitemapThatItsKeyPurges() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("MachinesTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            OffsetDateTime date = OffsetDateTime.ofInstant(
                    Instant.parse("2025-01-01T00:00:00Z")
                            .plusSeconds(random.nextInt(100) * 86_400L - random.nextInt(7200)),
                    ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 4, 18 * 4) * 900));
            has(article("a" + i, date.toString(), "x"));
        }
        List<String> all = new ArrayList<>();
        for (String map : locations("/sitemap.xml")) {
            if (!map.startsWith("/sitemap-pages")) {
                for (String location : locations(map)) {
                    all.add(location);
                    Article article = Objects.requireNonNull(
                            articles.get(new ArticleId(location.substring(1, location.indexOf('.')))));
                    assertThat(Route.of(map).keys())
                            .contains(PurgeKey.sitemap(java.time.YearMonth.from(article.date())));
                }
            }
        }
        assertThat(all).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void theNewsAreThoseOfTwoDaysAndAThousandAtMost() {
        has(article("late", "2026-11-22T11:59:59Z", "x"), article("old", "2022-01-01T00:00:00Z", "x"));
        for (int i = 0; i < 30; i++) {
            has(article(
                    "n" + i,
                    OffsetDateTime.ofInstant(NOW.minus(Duration.ofMinutes(96L * i)), ZoneOffset.UTC)
                            .toString(),
                    "x"));
        }
        assertThat(locations("/news-sitemap.xml"))
                .hasSize(30)
                .startsWith("/n0.html", "/n1.html")
                .doesNotContain("/late.html", "/old.html");
        EntityExchangeResult<byte[]> news = get(client(), "/news-sitemap.xml");
        assertThat(news.getResponseHeaders().getCacheControl()).isEqualTo("public, max-age=30");
        assertThat(String.valueOf(news.getResponseHeaders().getContentType()))
                .isEqualToIgnoringCase("application/xml;charset=utf-8");
        for (int i = 0; i < 1000; i++) {
            has(article(
                    "m" + i,
                    OffsetDateTime.ofInstant(NOW.minusSeconds(i), ZoneOffset.UTC)
                            .toString(),
                    "x"));
        }
        assertThat(locations("/news-sitemap.xml"))
                .hasSize(1000)
                .contains("/n0.html", "/m998.html")
                .doesNotContain("/m999.html", "/n1.html");
    }

    @Test
    void aMonthOfFiftyThousandIsOneSitemap() {
        Map<ArticleId, Versioned<ArticleSummary>> entries = new HashMap<>();
        for (int i = 0; i < 50_001; i++) {
            Article article = article(
                    "a" + i,
                    OffsetDateTime.ofInstant(
                                    Instant.parse("2022-01-01T00:00:00Z").plusSeconds(i), ZoneOffset.UTC)
                            .toString(),
                    "x");
            entries.put(article.id(), new Versioned<>(new Position(0), ListedArticle.of(article)));
        }
        render.entries.put(entries);
        assertThat(locations("/sitemap-2022-01.xml")).hasSize(50_000).endsWith("/a49999.html");
        System.out.println("MachinesTest: a month of 50,000 in " + millis + " ms");
        assertThat(locations("/sitemap-2022-01-2.xml")).containsExactly("/a50000.html");
    }

    // ---- the site

    private PageSettings settings = AllPages.settings();

    private void limit(int urls) {
        set(Map.of("sitemaps.urls", urls, "sitemaps.batch", 2, "sitemaps.news-batch", 7));
    }

    private void set(Map<String, Integer> values) {
        settings = new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", PageSettings.class);
    }

    private void has(Article... more) {
        for (Article article : more) {
            articles.put(article.id(), article);
            render.entries.put(Map.of(article.id(), new Versioned<>(new Position(0), ListedArticle.of(article))));
            render.pages.put(Map.of(article.path(), new Versioned<>(new Position(0), new Page.Live(null, article))));
        }
    }

    private static Article article(String id, String date, String category) {
        Instant accepted = OffsetDateTime.parse(date).toInstant();
        return ArticleBuilder.builder()
                .id(new ArticleId(id))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/" + id + ".html"))
                .title("Title of " + id)
                .date(OffsetDateTime.parse(date))
                .acceptedAt(accepted)
                .modifiedAt(accepted)
                .categories(List.of(category))
                .tags(List.of("town"))
                .authors(List.of("Ann Lee"))
                .html("<p>Text of " + id + "</p>")
                .by("desk")
                .build();
    }

    private static Article revised(Article a, String at) {
        return ArticleBuilder.builder()
                .id(a.id())
                .revision(new Revision(2))
                .path(a.path())
                .title(a.title())
                .date(a.date())
                .acceptedAt(a.acceptedAt())
                .modifiedAt(Instant.parse(at))
                .categories(a.categories())
                .tags(a.tags())
                .authors(a.authors())
                .html(a.html())
                .by("desk")
                .build();
    }

    private RenderedResponse answer(String address) {
        Views views = new Views(counted(render.pages), render.entries, render.site, render.files, render.queries);
        RouteDispatcher pages =
                new RouteDispatcher(views, new Theme(), settings, null, Clock.fixed(NOW, ZoneOffset.UTC));
        SiteSnapshot snapshot = Snapshots.fresh(render);
        long start = System.nanoTime();
        RenderedResponse answer = Objects.requireNonNull(
                pages.answer(snapshot, Route.of(address), new LinkedMultiValueMap<>(), java.util.Set.of())
                        .block());
        millis = (System.nanoTime() - start) / 1_000_000;
        return answer;
    }

    private <K, V> Table<K, V> counted(Table<K, V> view) {
        return new Table<>() {
            @Override
            public CompletableFuture<Map<K, Versioned<V>>> findVersions(Collection<K> keys) {
                textsRead.add(keys.size());
                return view.findVersions(keys);
            }

            @Override
            public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
                return view.put(values);
            }
        };
    }

    private String document(String address) {
        return new String(((RenderedResponse.Document) answer(address)).body(), StandardCharsets.UTF_8);
    }

    private int status(String address) {
        return answer(address) instanceof RenderedResponse.Html html ? html.status() : 200;
    }

    /** Paths in the order of the sitemap, which is valid. */
    private List<String> locations(String address) {
        byte[] map = ((RenderedResponse.Document) answer(address)).body();
        Checks.sitemap(map);
        List<String> found = new ArrayList<>();
        var all = Checks.xml(map).getElementsByTagNameNS("http://www.sitemaps.org/schemas/sitemap/0.9", "loc");
        for (int i = 0; i < all.getLength(); i++) {
            found.add(((Element) all.item(i)).getTextContent().replace(SiteSettings.DEFAULT.baseUrl(), ""));
        }
        assertThat(found).doesNotHaveDuplicates();
        return found;
    }

    private WebTestClient client() {
        PageHandler handler =
                new PageHandler(Snapshots.following(render).updater(), render.views(), new Theme(), settings);
        return WebTestClient.bindToRouterFunction(RouterFunctions.route(RequestPredicates.all(), handler::handle))
                .build();
    }

    private static EntityExchangeResult<byte[]> get(WebTestClient client, String address) {
        return client.get().uri(URI.create(address)).exchange().expectBody().returnResult();
    }

    private static void moved(WebTestClient client, String from, String to) {
        EntityExchangeResult<byte[]> answer = get(client, from);
        assertThat(answer.getStatus().value()).as(from).isEqualTo(301);
        assertThat(answer.getResponseHeaders().getFirst("Location")).isEqualTo(to);
    }

    private static String body(EntityExchangeResult<byte[]> result) {
        byte @Nullable [] body = result.getResponseBody();
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }
}
