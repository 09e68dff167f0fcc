package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Versioned;
import org.dibao.render.snapshot.Snapshots;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Pages by HTTP, out of a view in memory. */
class RouteDispatcherTest {
    private final FakeRender render = new FakeRender();
    private final Theme theme = new Theme();
    private Snapshots.Following instance = Snapshots.following(render);
    private WebTestClient client = client();

    @Test
    void everyAnswerNamesItsPositionAndItsKeys() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.at("/1.html"))
                .publishes("a", "A", With.NOTHING.at("/2.html"))
                .publishes("b", "B", With.NOTHING.at("/3.html"))
                .withdraws("b"));
        answers("/2.html", 200, "path:/2.html site");
        answers("/1.html", 301, "path:/1.html site");
        answers("/3.html", 410, "home path:/3.html site"); // it names the latest articles
        answers("/4.html", 404, "home path:/4.html site");
        answers("/", 200, "home path:/ site");
        answers("/category/news.html", 200, "category:news path:/category/news.html site");
        answers("/category/other.html", 404, "category:other home path:/category/other.html site");
        answers("/tag/town.html", 200, "path:/tag/town.html site tag:town");
        answers("/articles/a", 301, "article:a path:/articles/a site");
        answers("/articles/b", 410, "article:b home path:/articles/b site");
        answers("/articles/c", 404, "article:c home path:/articles/c site");
        answers("/api/articles", 200, "feed path:/api/articles site");
        answers("/api/articles?limit=0", 400, "feed path:/api/articles site");
        answers(theme.stylesheet().path(), 200, "path:" + theme.stylesheet().path() + " site");
        answers("/assets/old.css", 404, "path:/assets/old.css site");
        assertThat(get("/1.html").getResponseHeaders().getFirst("Location")).isEqualTo("/2.html");
    }

    @Test
    void aPreviewShowsWhatTheArticleNamesBesideItself() {
        publish(new Stories()
                .keepsFile("/news/pic.png", "a")
                .publishes(
                        "a",
                        "A",
                        With.NOTHING.at("/news/a.html").html("<p>Text</p><p><img src=\"pic.png\" alt=\"x\"></p>")));

        Article article = ((Page.Live) Objects.requireNonNull(render.views()
                        .pages()
                        .find(List.of(new ArticlePath("/news/a.html")))
                        .join()
                        .get(new ArticlePath("/news/a.html"))))
                .article();
        String preview = body(client.post()
                .uri("/preview")
                .bodyValue(Json.bytes(article))
                .exchange()
                .expectBody()
                .returnResult());

        assertThat(preview).contains("<img src=\"/news/pic.png\" alt=\"x\" width=\"3\" height=\"2\">");
        assertThat(body(get("/news/a.html"))).contains("<img src=\"pic.png\" alt=\"x\" width=\"3\" height=\"2\">");
    }

    @Test
    void anImageWithAFormerHostOfTheSiteIsOneOfItsFilesOnEveryPage() {
        publish(new Stories()
                .changesSite(SiteSettings.builder()
                        .formerHosts(List.of("old.example"))
                        .build())
                .keepsFile("/images/ferry.png", "a")
                .publishes("a", "A", With.NOTHING.at("/a.html").image("http://old.example/images/ferry.png"))
                .publishes("b", "B", With.NOTHING.at("/b.html")));

        for (String page : List.of("/", "/category/news.html", "/a.html", "/b.html", "/missing.html")) {
            EntityExchangeResult<byte[]> answer = get(page);
            assertThat(answer.getResponseHeaders().getFirst(Headers.HTTP_PURGE_KEYS))
                    .as(page)
                    .contains("file:/images/ferry.png");
            assertThat(body(answer)).as(page).doesNotContain("src=\"http://old.example");
        }
        assertThat(body(get("/a.html"))).contains("src=\"/images/ferry.png\"");
        assertThat(body(get("/feed.json")))
                .contains("http://localhost:8080/images/ferry.png")
                .doesNotContain("http://old.example");
        assertThat(body(get("/api/articles"))).as("as it was given").contains("http://old.example/images/ferry.png");
    }

    @Test
    void anArticleThatLeadsElsewhereIsARedirect() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.at("/a.html").extra("redirect_to", "/b.html?x=1"))
                .publishes(
                        "b", "B", With.NOTHING.at("/b.html").extra("redirect_to", List.of("https://other.example/ü")))
                .publishes("c", "C", With.NOTHING.at("/c.html").extra("redirect_to", "javascript:alert(1)"))
                .publishes("d", "D", With.NOTHING.at("/d.html").extra("redirect_to", "/d.html")));

        answers("/a.html", 301, "path:/a.html site");
        assertThat(get("/a.html").getResponseHeaders().getFirst("Location")).isEqualTo("/b.html?x=1");
        assertThat(get("/b.html").getResponseHeaders().getFirst("Location")).isEqualTo("https://other.example/%C3%BC");
        assertThat(get("/c.html").getStatus().value()).isEqualTo(200);
        assertThat(get("/d.html").getStatus().value()).isEqualTo(200);
    }

    @Test
    void anOldAddressOfAFoldersIndexIsAnsweredAtTheFolderToo() {
        publish(new Stories().publishes("a", "A", With.NOTHING.at("/a.html", "/old/index.html")));

        assertThat(get("/old/index.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/a.html");
        for (String folder : List.of("/old/", "/old")) {
            assertThat(get(folder).getResponseHeaders().getFirst("Location")).isEqualTo("/old/index.html");
        }
    }

    @Test
    void aPathIsAnyText() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.at("/c#/100%25/what?.html"))
                .publishes("b", "B", With.NOTHING.at("/b.html", "/old#")));

        assertThat(get("/c%23/100%25/what%3F.html").getStatus().value()).isEqualTo(200);
        assertThat(body(get("/"))).contains("href=\"/c%23/100%25/what%3F.html\"");
        assertThat(get("/old%23").getResponseHeaders().getFirst("Location")).isEqualTo("/b.html");
        assertThat(body(get("/feed.xml"))).contains("/c%23/100%25/what%3F.html\"");
        assertThat(get("/articles/a").getResponseHeaders().getFirst("Location")).isEqualTo("/c%23/100%25/what%3F.html");
    }

    @Test
    void tagsThatDifferInSignsHavePagesOfTheirOwn() {
        publish(new Stories()
                .publishes("a", "Plain", With.NOTHING.at("/a.html").tags("C"))
                .publishes("b", "Plus", With.NOTHING.at("/b.html").tags("C++", "F#", "G#"))
                .publishes("b", "Plus", With.NOTHING.at("/b.html").tags("C++", "F#")));

        assertThat(body(get("/tag/c.html"))).contains("Plain").doesNotContain("Plus");
        assertThat(body(get("/tag/c-u2b-u2b.html"))).contains("Plus", "C++").doesNotContain("Plain");
        assertThat(get("/tag/C++.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/tag/c-u2b-u2b.html");
        assertThat(get("/tag/f.html").getResponseHeaders().getFirst("Location")).isEqualTo("/tag/f-u23.html");
        assertThat(body(get("/feed/tag/c-u2b-u2b.xml"))).contains("Plus").doesNotContain("Plain");
        assertThat(body(get("/b.html"))).contains("href=\"/tag/c-u2b-u2b.html\"");
        assertThat(get("/tag/g.html").getStatus().value()).isEqualTo(404);
    }

    /** The gateway bounds the age of what it serves by this where it cannot read publications itself. */
    @Test
    void anAnswerSaysForHowLongItsInstanceHasReadNothing() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.at("/2.html"))
                .publishes("a", "A", With.NOTHING.at("/1.html"))
                .publishes("b", "B", With.NOTHING.at("/3.html"))
                .withdraws("b"));
        for (String path : List.of(
                "/", "/1.html", "/2.html", "/3.html", "/4.html", "/category/news.html", "/api/articles", "/feed.xml")) {
            instance.behind(Duration.ZERO);
            assertThat(get(path).getResponseHeaders().getFirst("Age")).as(path).isEqualTo("0");
            instance.behind(Duration.ofMillis(1));
            assertThat(get(path).getResponseHeaders().getFirst("Age")).as(path).isEqualTo("1");
        }
        assertThat(get(theme.stylesheet().path()).getResponseHeaders().getFirst("Age"))
                .isNull();
        assertThat(get("/api/articles?limit=0").getResponseHeaders().getFirst("Age"))
                .isNull();
    }

    @Test
    void anAddressIsFoundWithAndWithoutItsEnding() {
        Stories stories = new Stories()
                .publishes("a", "A", With.NOTHING.at("/about/"))
                .publishes("b", "B", With.NOTHING.at("/contact.html"))
                .publishes("c", "C", With.NOTHING.at("/bare"));
        publish(stories);
        String moved = """
                /about /about/
                /about/index.html /about/
                /contact /contact.html
                /contact/ /contact.html
                /bare/ /bare
                /category/News/ /category/news.html
                /2022/01/25/ /2022/01/
                /page/2/ /
                """;
        moved.lines().map(line -> line.split(" ")).forEach(line -> {
            EntityExchangeResult<byte[]> answer = get(line[0]);
            assertThat(answer.getStatus().value()).as(line[0]).isEqualTo(301);
            assertThat(answer.getResponseHeaders().getFirst("Location"))
                    .as(line[0])
                    .isEqualTo(line[1]);
        });
        answers(
                "/about",
                301,
                "path:/about path:/about.html path:/about/ path:/about/index.html site"); // fresh when an article comes
        // to one of them
        answers("/nothing", 404, "home path:/nothing path:/nothing.html path:/nothing/ path:/nothing/index.html site");
        publish(stories.publishes("d", "D", With.NOTHING.at("/about")));
        answers(
                "/about",
                200,
                "article:a article:b article:c" // what it leads to
                        + " path:/about path:/about.html path:/about/ path:/about/index.html site");
    }

    @Test
    void theTypeOfAProblemIsExplainedUnlessAnArticleIsThere() {
        Stories stories = new Stories();
        publish(stories.changesSite(SiteSettings.builder().language("zh-CN").build()));
        assertThat(body(get("/problems/path-taken"))).contains("路径已被占用");
        publish(stories.changesSite(SiteSettings.builder().language("en").build()));
        for (Problem.Type type : Problem.Type.values()) {
            answers(type.uri(), 200, keys(type.uri()));
            assertThat(body(get(type.uri())))
                    .as(type.uri())
                    .contains(HtmlUtils.htmlEscape(type.title()))
                    .doesNotContain("role=\"search\"");
        }
        answers("/problems/no-such-type", 404, "home " + keys("/problems/no-such-type"));
        answers("/problems/", 404, "home " + keys("/problems"));
        publish(stories.publishes("a", "A", With.NOTHING.at("/problems/gone")));
        assertThat(body(get("/problems/gone"))).contains("<h1>A</h1>");
    }

    private static String keys(String path) {
        return "path:" + path + " path:" + path + ".html path:" + path + "/ path:" + path + "/index.html site";
    }

    @Test
    void aPageThatTheBrowserHasIsNotSentAgain() {
        publish(new Stories().publishes("a", "A", With.NOTHING.at("/1.html")));
        String tag = java.util.Objects.requireNonNull(
                get("/1.html").getResponseHeaders().getETag());
        assertThat(tag).startsWith("\"");
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            EntityExchangeResult<byte[]> again = get("/1.html", "If-None-Match", known);
            assertThat(again.getStatus().value()).isEqualTo(304);
            assertThat(again.getResponseBody()).isNull();
            assertThat(again.getResponseHeaders().getETag()).isEqualTo(tag);
            assertThat(again.getResponseHeaders().getFirst(Headers.HTTP_POSITION))
                    .isEqualTo("0");
            assertThat(again.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
        }
        assertThat(get("/1.html", "If-None-Match", "\"x\"").getStatus().value()).isEqualTo(200);
        assertThat(get("/2.html", "If-None-Match", "*").getStatus().value()).isEqualTo(404);
        assertThat(get(theme.stylesheet().path()).getResponseHeaders().getCacheControl())
                .contains("immutable");
    }

    @Test
    void aRequestMayAskForAPositionAndWaits() throws Exception {
        publish(new Stories().publishes("a", "A", With.NOTHING.at("/1.html")));
        assertThat(get("/1.html", Headers.HTTP_AT_LEAST, "0").getStatus().value())
                .isEqualTo(200);
        EntityExchangeResult<byte[]> late = get("/1.html", Headers.HTTP_AT_LEAST, "1");
        assertThat(late.getStatus().value()).isEqualTo(503);
        assertThat(late.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(late.getResponseHeaders().getFirst(Headers.HTTP_PURGE_KEYS)).isEqualTo("path:/1.html site");
        assertThat(get("/1.html", Headers.HTTP_AT_LEAST, "soon").getStatus().value())
                .isEqualTo(400);

        var waiting =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> get("/1.html", Headers.HTTP_AT_LEAST, "1"));
        org.awaitility.Awaitility.await().until(() -> instance.updater().gate().waiting() == 1);
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.at("/1.html"))
                .publishes("a", "A new", With.NOTHING.at("/1.html")));
        assertThat(body(waiting.get())).contains("A new");
    }

    @Test
    void pagesAreReadAndNothingElse() {
        publish(new Stories().publishes("a", "A", With.NOTHING.at("/1.html")));
        for (HttpMethod method : List.of(
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.DELETE,
                HttpMethod.PATCH,
                HttpMethod.OPTIONS,
                HttpMethod.valueOf("BREW"))) {
            EntityExchangeResult<byte[]> refused =
                    client.method(method).uri("/1.html").exchange().expectBody().returnResult();
            assertThat(refused.getStatus().value()).as("%s", method).isEqualTo(405);
            assertThat(refused.getResponseHeaders().getAllow())
                    .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.HEAD);
            assertThat(refused.getResponseHeaders().getFirst(Headers.HTTP_POSITION))
                    .isEqualTo("0");
        }
    }

    @Test
    void aCategoryIsFoundUnderAnySpellingOfItsName() {
        publish(new Stories().publishes("a", "A", With.NOTHING.categories("Foo (Bar)", "粮食")));
        assertThat(get("/category/Foo%20(Bar).html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/category/foo-bar.html");
        assertThat(body(get("/category/foo-bar.html"))).contains("<h1>Foo (Bar)</h1>");
        assertThat(body(get("/category/%E7%B2%AE%E9%A3%9F.html"))).contains("<h1>粮食</h1>");
    }

    @Test
    void theFrontPageHasTheLatestAndASectionForEachCategory() {
        Stories stories =
                new Stories().changesSite(SiteSettings.builder().pageSize(2).build());
        for (int i = 1; i < 9; i++) {
            stories.publishes(
                    "a" + i,
                    "Title" + i,
                    With.NOTHING.categories(i % 2 == 0 ? "even" : "odd").date("2026-01-0" + i + "T00:00:00Z"));
        }
        publish(stories);
        String front = body(get("/"));
        assertThat(front)
                .containsSubsequence(
                        "Title8",
                        "Title7",
                        "/page/3.html",
                        "/category/even.html",
                        "Title6",
                        "Title4",
                        "Title2",
                        "/category/odd.html",
                        "Title5",
                        "Title3",
                        "Title1");
        assertThat(front.substring(front.indexOf("/category/odd.html\">", front.indexOf("Title2"))))
                .doesNotContain("Title7", "Title8"); // shown large above
        assertThat(body(get("/page/1.html"))).contains("Title1", "Title2").doesNotContain("Title3");
        assertThat(get("/page/4.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/");
        assertThat(get("/page/5.html").getStatus().value()).isEqualTo(404);
    }

    @Test
    void termsShowUnderTheNamesThatTheSiteGivesThem() {
        SiteSettings site = SiteSettings.builder()
                .categories(Map.of(
                        "dazhongribao",
                        new Term("大众日报新闻", null, null),
                        "dazhong",
                        new Term(null, null, "dazhongribao")))
                .tags(Map.of("town", new Term("城里", null, null)))
                .authors(Map.of("ann-lee", new Term("李安", null, null)))
                .build();
        publish(new Stories()
                .changesSite(site)
                .publishes(
                        "a",
                        "A",
                        With.NOTHING
                                .categories("dazhongribao")
                                .authors("Ann Lee")
                                .at("/1.html"))
                .publishes("b", "B", With.NOTHING.categories("Dazhong").date("2026-02-27T00:00:00Z")));
        assertThat(body(get("/category/dazhongribao.html"))).contains("<h1>大众日报新闻</h1>", ">A<", ">B<");
        assertThat(body(get("/author/ann-lee.html"))).contains("<h1>李安</h1>");
        assertThat(body(get("/tag/town.html"))).contains("<h1>城里</h1>");
        assertThat(body(get("/1.html"))).contains("<a href=\"/category/dazhongribao.html\">大众日报新闻</a>");
        assertThat(body(get("/"))).contains("大众日报新闻").doesNotContain("/category/dazhong.html");
        assertThat(body(get("/categories.html"))).contains("<a href=\"/category/dazhongribao.html\">大众日报新闻</a> 2");
        assertThat(body(get("/tags.html"))).contains("<a href=\"/tag/town.html\">城里</a> 2");
        for (String old :
                List.of("/category/dazhong.html", "/category/DaZhong.html", "/category/dazhong/page/7.html")) {
            EntityExchangeResult<byte[]> moved = get(old);
            assertThat(moved.getStatus().value()).as(old).isEqualTo(301);
            assertThat(moved.getResponseHeaders().getFirst("Location")).isEqualTo("/category/dazhongribao.html");
        }
        for (String old : List.of("/category/dazhong/", "/categories/DaZhong", "/category/dazhong/page/3/")) {
            assertThat(get(old).getResponseHeaders().getFirst("Location"))
                    .as("%s, another program's address: one redirect, not two", old)
                    .isEqualTo("/category/dazhongribao.html");
        }
        for (String old : List.of("/category/dazhong/feed/", "/categories/dazhong/index.xml")) {
            assertThat(get(old).getResponseHeaders().getFirst("Location"))
                    .as(old)
                    .isEqualTo("/feed/category/dazhongribao.rss");
        }
        assertThat(get("/category/other/").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/category/other.html");
        assertThat(ids("/api/articles?category=dazhong")).containsExactly("a", "b");
    }

    @Test
    void pinnedArticlesComeFirstAndOnce() {
        Stories stories =
                new Stories().changesSite(SiteSettings.builder().pageSize(2).build());
        for (int i = 1; i < 9; i++) {
            stories.publishes(
                    "a" + i,
                    "Title" + i,
                    With.NOTHING
                            .categories(new String[0])
                            .pinned(i == 1 || i == 7)
                            .date("2026-01-0" + i + "T00:00:00Z"));
        }
        publish(stories);
        assertThat(body(get("/")))
                .containsSubsequence("Title7", "Title1", "Title8", "/page/3.html")
                .containsOnlyOnce(">Title7<");
        assertThat(body(get("/page/1.html")))
                .as("numbered pages stay as they are")
                .contains("Title1", "Title2");
    }

    @Test
    void monthsAndYearsHaveListingsOfTheirOwn() {
        Stories stories =
                new Stories().changesSite(SiteSettings.builder().pageSize(2).build());
        for (int i = 1; i < 7; i++) {
            stories.publishes(
                    "a" + i, "Title" + i, With.NOTHING.date("2026-0" + (i % 2 + 1) + "-0" + i + "T00:00:00+08:00"));
        }
        publish(stories);
        assertThat(body(get("/2026/02/")))
                .contains("Title5", "Title3", "Title1", "canonical\" href=\"http://localhost:8080/2026/02/")
                .doesNotContain("Title2");
        assertThat(body(get("/2026/page/1.html"))).contains("Title2", "Title4").doesNotContain("Title1");
        assertThat(get("/2026/page/3.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/2026/");
        assertThat(get("/2026").getResponseHeaders().getFirst("Location")).isEqualTo("/2026/");
        assertThat(get("/2025/").getStatus().value()).isEqualTo(404);
        assertThat(get("/2026/13/").getStatus().value()).isEqualTo(404);
        assertThat(get("/index.html").getResponseHeaders().getFirst("Location")).isEqualTo("/");
    }

    @Test
    void aStaticPageIsInNoListing() {
        publish(new Stories()
                .publishes("about", "About us", With.NOTHING.date(null).layout("page"))
                .publishes("a", "A"));
        assertThat(body(get("/About-us.html"))).contains("<h1>About us</h1>");
        for (String listing : List.of("/", "/category/news.html", "/tag/town.html", "/2026/", "/api/articles")) {
            String page = body(get(listing));
            assertThat(page.substring(Math.max(0, page.indexOf("<main"))))
                    .as(listing)
                    .doesNotContain("About-us.html"); // the menu has it
        }
    }

    @Test
    void translationsNameEachOtherAndGoTogether() {
        Stories stories = new Stories()
                .publishes("en", "Fog", With.NOTHING.translated("fog", "en").at("/fog.html"));
        publish(stories);
        answers("/fog.html", 200, "path:/fog.html site translations:fog");
        assertThat(body(get("/fog.html"))).doesNotContain("hreflang");
        publish(stories.publishes(
                "de", "Nebel", With.NOTHING.translated("fog", "de").at("/nebel.html")));
        for (String page : List.of("/fog.html", "/nebel.html")) {
            assertThat(body(get(page)))
                    .contains(
                            "hreflang=\"de\" href=\"http://localhost:8080/nebel.html\"",
                            "hreflang=\"en\" href=\"http://localhost:8080/fog.html\"");
        }
    }

    /** The database is ahead of what was published: what has left a listing must not appear there as it is now. */
    @Test
    void aListingNeverShowsWhatNoMomentHadThere() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.categories("old").at("/1.html"))
                .publishes("b", "B", With.NOTHING.categories("old")));
        var moved = (org.dibao.contract.event.Outcome.Live) Stories.event(new Stories()
                        .publishes("a", "A", With.NOTHING.categories("new").at("/new.html"))
                        .records()
                        .getFirst())
                .outcome();
        render.entries.put(
                Map.of(new ArticleId("a"), new Versioned<>(new Position(9), ListedArticle.of(moved.article()))));
        assertThat(body(get("/category/old.html"))).contains(">B<").doesNotContain("/new.html");
        assertThat(get("/category/new.html").getStatus().value()).isEqualTo(404);
    }

    @Test
    void theApiListsLiveArticlesNewestFirst() {
        Stories stories =
                new Stories().publishes("gone", "Gone").withdraws("gone").drafts("draft", "Draft");
        for (int i = 1; i < 9; i++) {
            stories.publishes(
                    "a" + i,
                    "Title" + i,
                    With.NOTHING
                            .categories(i % 2 == 0 ? "even" : "odd")
                            .tags(i > 4 ? "High" : "low")
                            .authors("Ann Lee")
                            .date("2026-01-0" + i + "T00:00:00Z"));
        }
        publish(stories);
        assertThat(ids("/api/articles")).containsExactly("a8", "a7", "a6", "a5", "a4", "a3", "a2", "a1");
        assertThat(ids("/api/articles?category=even&tag=high")).containsExactly("a8", "a6");
        assertThat(ids("/api/articles?author=ann%20lee&category=&tag=low")).containsExactly("a4", "a3", "a2", "a1");
        assertThat(ids("/api/articles?category=none")).isEmpty();
        assertThat(ids("/api/articles?tag=%21%21")).isEmpty();
        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Json.read(body(get("/api/articles?category=odd&limit=3" + next)), JsonNode.class);
            page.get("articles").forEach(article -> walked.add(article.get("id").asString()));
            next = page.has("next") ? "&after=" + page.get("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(walked).containsExactly("a7", "a5", "a3", "a1");
        for (String wrong : List.of(
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=-1",
                "after=x",
                "after=%00",
                "limit=1&limit=2",
                "after=OTk6YS9i")) {
            EntityExchangeResult<byte[]> refused = get("/api/articles?" + wrong);
            assertThat(refused.getStatus().value()).as(wrong).isEqualTo(400);
            assertThat(body(refused)).contains("\"field\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"");
        }
    }

    @Test
    void anArticleLeadsOnToThoseBeforeItThatShareACategoryThenATagThenAny() {
        With desk = With.NOTHING.categories("Harbour").tags();
        publish(new Stories()
                .publishes(
                        "first",
                        "First of all",
                        With.NOTHING.categories("Other").tags())
                .publishes(
                        "tagged",
                        "With the tag",
                        With.NOTHING.categories("Other").tags("Tide"))
                .publishes("one", "Desk one", desk)
                .publishes("two", "Desk two", desk)
                .publishes("page", "A page", desk.layout("page").at("/page-of.html"))
                .publishes("read", "Being read", desk.tags("tide").at("/read.html"))
                .publishes("later", "Published later", desk));

        String page = body(get("/read.html"));

        assertThat(headlines(page)).containsExactly("Desk two", "Desk one", "With the tag", "First of all");
        assertThat(get("/read.html").getResponseHeaders().getFirst(Headers.HTTP_PURGE_KEYS))
                .isEqualTo("article:first article:one article:tagged article:two path:/read.html site");
        assertThat(body(get("/page-of.html"))).doesNotContain("class=\"headline\"");
    }

    @Test
    void theMastheadLeadsToTheSections() {
        Stories stories = new Stories()
                .publishes("a", "A", With.NOTHING.categories("Sea").at("/a.html"))
                .publishes(
                        "about", "About", With.NOTHING.date(null).layout("page").at("/about.html"));
        publish(stories);
        for (String page : List.of("/", "/a.html", "/category/sea.html", "/nothing.html")) {
            assertThat(menu(page)).containsExactly("/categories.html 分类", "/about.html About");
        }

        SiteSettings named = SiteSettings.builder()
                .categories(Map.of(
                        "river", new Term("河流", null, null),
                        "water", new Term(null, null, "river"),
                        "coast", new Term("Coast", null, null)))
                .build();
        publish(stories.changesSite(named));
        for (String page : List.of("/", "/a.html", "/category/sea.html", "/nothing.html")) {
            assertThat(menu(page))
                    .containsExactly("/category/coast.html Coast", "/category/river.html 河流", "/about.html About");
        }

        publish(stories.changesSite(SiteSettings.builder()
                .menu(List.of(new MenuItem("Map", "/map.html")))
                .build()));
        assertThat(menu("/")).containsExactly("/map.html Map");
    }

    private List<String> menu(String address) {
        String page = body(get(address));
        String menu = page.substring(page.indexOf("<nav class=\"menu\""), page.indexOf("</nav>"));
        return java.util.regex.Pattern.compile("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>")
                .matcher(menu)
                .results()
                .map(it -> it.group(1) + " " + it.group(2))
                .toList();
    }

    @Test
    void theArchiveHasAnIndexOfItsMonthsUnlessAnArticleIsThere() {
        Stories stories = new Stories()
                .publishes("a", "A", With.NOTHING.date("2025-11-30T08:00:00+08:00"))
                .publishes("b", "B", With.NOTHING.date("2026-01-02T08:00:00+08:00"))
                .publishes("c", "C", With.NOTHING.date("2026-02-02T08:00:00+08:00"))
                .publishes("d", "D", With.NOTHING.date("2026-02-03T08:00:00+08:00"));
        publish(stories);

        answers("/archive.html", 200, "home path:/archive.html site");
        assertThat(body(get("/archive.html")).split("<h2>"))
                .satisfiesExactly(
                        head -> assertThat(head).contains("<h1>归档</h1>"),
                        year -> assertThat(year)
                                .startsWith("2026年</h2>")
                                .containsSubsequence("href=\"/2026/02/\">2026年2月</a> 2", "href=\"/2026/01/\"")
                                .doesNotContain("/2025/"),
                        year -> assertThat(year).startsWith("2025年</h2>").contains("href=\"/2025/11/\""));
        for (String other : List.of("/archive", "/archives/", "/archives.html")) {
            assertThat(get(other).getResponseHeaders().getFirst("Location")).isEqualTo("/archive.html");
        }
        publish(stories.publishes("e", "An article", With.NOTHING.at("/archive.html")));
        assertThat(body(get("/archive.html"))).contains("<h1>An article</h1>");
    }

    @Test
    void theAuthorsHaveAnIndex() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.authors("Ann Lee", "何田"))
                .publishes("b", "B", With.NOTHING.authors("何田")));

        answers("/authors.html", 200, "home path:/authors.html site");
        assertThat(body(get("/authors.html")))
                .contains("<h1>作者</h1>", "href=\"/author/ann-lee.html\">Ann Lee</a> 1", ">何田</a> 2");
        assertThat(get("/authors/").getResponseHeaders().getFirst("Location")).isEqualTo("/authors.html");
        assertThat(body(get("/"))).contains("href=\"/authors.html\"", "href=\"/archive.html\"");
    }

    @Test
    void iconsAreAtTheAddressesWhereProgramsLookForThem() {
        publish(new Stories().publishes("a", "A", With.NOTHING));

        assertThat(get("/favicon.ico").getResponseHeaders().getFirst("Content-Type"))
                .isEqualTo("image/vnd.microsoft.icon");
        answers("/favicon.ico", 200, "path:/favicon.ico site");
        for (String icon : List.of("/apple-touch-icon.png", "/apple-touch-icon-precomposed.png")) {
            assertThat(get(icon).getResponseHeaders().getFirst("Content-Type")).isEqualTo("image/png");
        }
        assertThat(body(get("/"))).contains("<link rel=\"apple-touch-icon\" href=\"/assets/apple-touch-icon.");
    }

    @Test
    void anArticleLeadsToNoTranslationOfItself() {
        publish(new Stories()
                .publishes("nebel", "Nebel", With.NOTHING.translated("fog", "de"))
                .publishes("sea", "Sea", With.NOTHING)
                .publishes("fog", "Fog", With.NOTHING.translated("fog", "en").at("/fog.html")));

        assertThat(headlines(body(get("/fog.html")))).containsExactly("Sea");
    }

    private static List<String> headlines(String page) {
        return java.util.regex.Pattern.compile("class=\"headline\"[^>]*>([^<]*)<")
                .matcher(page)
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    @Test
    void aCategoryThatTheSettingsNameHasAPageBeforeItHasArticles() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING)
                .changesSite(SiteSettings.builder()
                        .language("en")
                        .categories(Map.of(
                                "river", new Term("River desk", "About the river", null),
                                "water", new Term(null, null, "river"),
                                "sea", new Term(null, null, "coast")))
                        .build()));

        assertThat(get("/category/water.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/category/river.html");
        assertThat(get("/category/sea.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/category/coast.html");
        answers("/category/river.html", 200, "category:river path:/category/river.html site");
        answers("/category/coast.html", 200, "category:coast path:/category/coast.html site");
        assertThat(body(get("/category/river.html"))).contains("River desk", "About the river", "No articles yet.");
        assertThat(get("/category/river/page/1.html").getResponseHeaders().getFirst("Location"))
                .isEqualTo("/category/river.html");
        answers("/category/lake.html", 404, "category:lake home path:/category/lake.html site");
        assertThat(body(get("/feed/category/coast.xml"))).contains("<feed");
    }

    @Test
    void aNumberedPageSaysWhichDaysItShows() {
        Stories stories = new Stories();
        for (int day = 10; day < 20; day++) {
            stories.publishes("a" + day, "T" + day, With.NOTHING.date("2026-01-" + day + "T08:00:00+08:00"));
        }
        publish(stories.changesSite(
                SiteSettings.builder().language("en").pageSize(3).build()));

        assertThat(body(get("/category/news/page/2.html")))
                .contains("<p class=\"meta\">13 January 2026 to 15 January 2026</p>")
                .contains("<title>news - 13 January 2026 to 15 January 2026 - Dibao</title>")
                .doesNotContain("Page 2");
    }

    @Test
    void anIndexIsSortedByName() {
        publish(new Stories()
                .publishes("a", "A", With.NOTHING.tags("重庆", "Zebra", "apple", "北京", "Éclair"))
                .publishes("b", "B", With.NOTHING.tags("Zebra", "重庆")));

        assertThat(java.util.regex.Pattern.compile("<li><a href=\"/tag/[^>]*>([^<]*)</a>")
                        .matcher(body(get("/tags.html")))
                        .results()
                        .map(it -> it.group(1)))
                .containsExactly("apple", "北京", "Éclair", "Zebra", "重庆");
    }

    private List<String> ids(String address) {
        return Json.read(body(get(address)), JsonNode.class)
                .get("articles")
                .valueStream()
                .map(a -> a.get("id").asString())
                .toList();
    }

    private void answers(String address, int status, String keys) {
        EntityExchangeResult<byte[]> answer = get(address);
        assertThat(answer.getStatus().value()).as(address).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getFirst(Headers.HTTP_PURGE_KEYS))
                .as(address)
                .isEqualTo(keys);
        assertThat(answer.getResponseHeaders().getFirst(Headers.HTTP_POSITION))
                .as(address)
                .isEqualTo(Long.toString(render.publications().size() - 1));
        EntityExchangeResult<byte[]> head = client.head()
                .uri(java.net.URI.create(address))
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(head.getStatus()).isEqualTo(answer.getStatus());
        assertThat(head.getResponseHeaders().getETag())
                .isEqualTo(answer.getResponseHeaders().getETag());
    }

    private EntityExchangeResult<byte[]> get(String address, String... headers) {
        WebTestClient.RequestHeadersSpec<?> request = client.get().uri(java.net.URI.create(address));
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.exchange().expectBody().returnResult();
    }

    private static String body(EntityExchangeResult<byte[]> result) {
        return new String(java.util.Objects.requireNonNull(result.getResponseBody()), StandardCharsets.UTF_8);
    }

    private void publish(Stories stories) {
        List<ReceivedRecord> log = stories.records();
        render.topics.logEnd = log.size() - 1;
        LogHandler loop = render.projector(250);
        loop.resume();
        loop.on(log);
        instance.catchUp();
    }

    private WebTestClient client() {
        PageHandler handler = new PageHandler(instance.updater(), render.views(), theme, AllPages.settings());
        return WebTestClient.bindToRouterFunction(RouterFunctions.route(RequestPredicates.all(), handler::handle))
                .build();
    }
}
