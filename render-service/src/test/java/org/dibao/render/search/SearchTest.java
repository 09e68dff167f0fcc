package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.theme.SearchPage;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found, and in which order. */
class SearchTest {
    private static final With PLAIN = With.NOTHING;

    @TempDir
    private Path folder;

    private Searching over(Stories stories) {
        return Searching.over(Searching.published(new FakeRender(), stories), folder);
    }

    @Test
    void everyTwoCharactersOfAChineseTitleFindItAndEverySingleOneToo() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, String> titles = new java.util.LinkedHashMap<>();
        Stories stories = new Stories();
        for (int i = 0; i < 300; i++) {
            StringBuilder title = new StringBuilder();
            for (int length = 4 + random.nextInt(20); length > 0; length--) {
                title.append(
                        random.nextInt(9) == 0
                                ? "，A股5月「世界」Ｂ2B".charAt(random.nextInt(12))
                                : (char) (0x4E00 + random.nextInt(400)));
            }
            titles.put("/" + i + ".html", title.toString());
            stories.publishes("a" + i, title.toString(), PLAIN.at("/" + i + ".html"));
        }
        try (Searching searching = Searching.started(
                Searching.published(new FakeRender(), stories),
                Searching.settings(folder, Map.of("hits", "100", "max-pages", "1000")))) {
            titles.forEach((path, title) -> {
                for (int at = 0; at + 2 <= title.length(); at++) {
                    String window = title.substring(at, at + 2);
                    if (window.codePoints().allMatch(TermTokenizer::isDense)) {
                        assertThat(all(searching, window))
                                .as(window + " of " + title)
                                .contains(path);
                        assertThat(all(searching, window.substring(1)))
                                .as(window.substring(1) + " of " + title)
                                .contains(path);
                    }
                }
            });
        }
    }

    @Test
    void aPhraseFromTheMiddleFindsItsArticleFirst() {
        Stories stories = new Stories();
        String[] texts = new String[200];
        Random random = new Random(5);
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 600; c++) {
                text.append(c % 23 == 22 ? "，。、".charAt(random.nextInt(3)) : (char) (0x4E00 + random.nextInt(60)));
            }
            texts[i] = text.toString();
            stories.publishes(
                    "a" + i,
                    "标题" + i,
                    PLAIN.at("/" + i + ".html")
                            .html("<p>" + text.substring(0, 300) + "<em>" + text.substring(300) + "</em></p>"));
        }
        stories.publishes(
                "en",
                "English",
                PLAIN.at("/en.html").html("<p>The quick brown fox, as they say, jumps over the lazy dog.</p>"));
        try (Searching searching = over(stories)) {
            for (int i = 0; i < texts.length; i++) {
                assertThat(searching.paths(texts[i].substring(290, 310)))
                        .as(texts[i].substring(290, 310))
                        .first()
                        .isEqualTo("/" + i + ".html");
            }
            assertThat(searching.paths("fox as they say jumps")).containsExactly("/en.html");
            assertThat(searching.paths("\"over the lazy\"")).containsExactly("/en.html");
            assertThat(searching.paths("\"lazy the over\"")).isEmpty();
        }
    }

    @Test
    void titlesComeFirstThenTheNewest() {
        With text = PLAIN.html("<p>昆明天气晴朗，云南粮价上涨。</p>");
        try (Searching searching = over(new Stories()
                .publishes("text-new", "另一条", text.at("/text-new.html").date("2026-02-01T00:00:00Z"))
                .publishes("text-old", "又一条", text.at("/text-old.html").date("2020-02-01T00:00:00Z"))
                .publishes("title-old", "粮价上涨", PLAIN.at("/title-old.html").date("2019-02-01T00:00:00Z"))
                .publishes("title-new", "云南粮价上涨了", PLAIN.at("/title-new.html").date("2021-02-01T00:00:00Z"))
                .publishes(
                        "loose",
                        "上涨的粮价",
                        PLAIN.at("/loose.html").date("2026-02-20T00:00:00Z").html("<p>价上</p>")))) {
            assertThat(searching.paths("粮价上涨"))
                    .containsExactly(
                            "/title-new.html", "/title-old.html", "/text-new.html", "/text-old.html", "/loose.html");
            assertThat(searching.paths("粮价 上涨"))
                    .containsExactly(
                            "/title-new.html", "/title-old.html", "/loose.html", "/text-new.html", "/text-old.html");
        }
    }

    @Test
    void allWordsMustOccurAndWhereNothingHasAllThoseWithMost() {
        try (Searching searching = over(new Stories()
                .publishes("a", "River and bridge", PLAIN.at("/a.html"))
                .publishes("b", "River and market", PLAIN.at("/b.html"))
                .publishes("c", "The town hall", PLAIN.at("/c.html")))) {
            assertThat(searching.paths("river bridge")).containsExactly("/a.html");
            assertThat(searching.paths("river castle bridge"))
                    .as("castle occurs nowhere")
                    .containsExactly("/a.html");
            assertThat(searching.paths("ver and bri"))
                    .as("cut out of the middle of words")
                    .hasSize(2);
            assertThat(searching.paths("market bridge hall"))
                    .as("no two together")
                    .isEmpty();
            assertThat(searching.paths("market hall")).containsExactlyInAnyOrder("/b.html", "/c.html");
            assertThat(searching.paths("river -bridge")).containsExactly("/b.html");
            assertThat(searching.paths("rivers")).as("in need").hasSize(2);
            assertThat(searching.paths("-river")).isEmpty();
            assertThat(searching.paths("castle")).isEmpty();
            assertThat(searching.paths("RIVER brídge")).containsExactly("/a.html");
        }
    }

    @Test
    void whatIsInQuotesIsNeverLoosenedAndWhatElseIsLoosenedIsTold() {
        try (Searching searching = over(new Stories()
                .publishes("a", "River and bridge", PLAIN.at("/a.html"))
                .publishes("b", "Bridge and river", PLAIN.at("/b.html"))
                .publishes("c", "老街换灯", PLAIN.at("/c.html")))) {
            assertThat(searching.find("\"river and bridge\"")).satisfies(found -> {
                assertThat(found.total()).isEqualTo(1);
                assertThat(found.loose()).isFalse();
            });
            for (String none : List.of(
                    "\"river castle\"", "\"river bridge\"", "\"castle\"", "“换街”", "\"rivers\"", "river \"castle\"")) {
                assertThat(searching.find(none)).as(none).satisfies(found -> {
                    assertThat(found.total()).isZero();
                    assertThat(found.loose())
                            .as("nothing found is told already")
                            .isFalse();
                });
            }
            assertThat(searching.paths("\"river and bridge\" castle"))
                    .as("the quoted part stays")
                    .containsExactly("/a.html");
            for (String loosened : List.of("\"river and bridge\" castle", "river castle", "rivers", "老街灯")) {
                assertThat(searching.find(loosened).loose()).as(loosened).isTrue();
            }
            assertThat(searching.find("river bridge").loose()).isFalse();
        }
    }

    @Test
    void numbersAndCharactersBesideEachOtherAreAPhrase() {
        try (Searching searching = over(new Stories()
                .publishes("a", "5月3日电", PLAIN.at("/a.html").date("2020-01-01T00:00:00Z"))
                .publishes("b", "3月5日电", PLAIN.at("/b.html").date("2021-01-01T00:00:00Z"))
                .publishes("c", "A股市场", PLAIN.at("/c.html")))) {
            assertThat(searching.paths("5月3日")).startsWith("/a.html");
            assertThat(searching.paths("3月5日")).startsWith("/b.html");
            assertThat(searching.paths("A股")).containsExactly("/c.html");
            assertThat(searching.paths("Ａ股")).containsExactly("/c.html");
        }
    }

    @Test
    void hitsAreEscapedAndMarked() {
        try (Searching searching = over(new Stories()
                .publishes(
                        "a",
                        "<script>alert(1)</script> 大众日报",
                        PLAIN.at("/粮食/a b.html")
                                .html("<p>5 &lt; 6 &amp; <b>大众</b>日报 &lt;img src=x onerror=alert(1)&gt;</p>")))) {
            SearchPage.Hit hit = searching.find("大众日报").hits().getFirst();
            assertThat(hit.titleHtml()).isEqualTo("&lt;script&gt;alert(1)&lt;/script&gt; <mark>大众日报</mark>");
            assertThat(hit.snippetHtml())
                    .isEqualTo("5 &lt; 6 &amp; <mark>大众日报</mark> &lt;img src=x onerror=alert(1)&gt;");
            assertThat(hit.href()).isEqualTo("/%E7%B2%AE%E9%A3%9F/a%20b.html");
        }
    }

    @Test
    void pagesFollowOneAnother() {
        Stories stories = new Stories();
        for (int i = 0; i < 45; i++) {
            stories.publishes(
                    "a" + i, "Market " + i, PLAIN.at("/" + i + ".html").date("2026-01-01T00:00:%02dZ".formatted(i)));
        }
        try (Searching searching = over(stories)) {
            List<String> seen = new ArrayList<>();
            for (int page = 1; page <= 3; page++) {
                SearchResult.Found found = searching.find("market", page);
                assertThat(found.total()).isEqualTo(45);
                assertThat(found.more()).isEqualTo(page < 3);
                found.hits().forEach(hit -> seen.add(hit.href()));
            }
            assertThat(seen)
                    .containsExactlyElementsOf(IntStream.iterate(44, i -> i >= 0, i -> i - 1)
                            .mapToObj(i -> "/" + i + ".html")
                            .toList());
            assertThat(searching.find("market", 4).hits()).isEmpty();
            assertThat(searching.find("market", 50).hits()).isEmpty();
        }
    }

    @Test
    void aFileNamesTheArticlesThatShowItOrLeadToIt() {
        Stories stories = new Stories()
                .publishes(
                        "a",
                        "Shows",
                        PLAIN.at("/a.html").html("<p><img src=\"/images/%E6%B8%A1%201.jpg\" alt=\"\"></p>"))
                .publishes(
                        "b",
                        "Leads",
                        PLAIN.at("/images/b.html").html("<p><a href=\"%E6%B8%A1%201.jpg?x=1#y\">It</a></p>"))
                .publishes(
                        "c",
                        "Absolute",
                        PLAIN.at("/c.html")
                                .html("<img src=\"http://localhost:8080/images/%E6%B8%A1%201.jpg\" alt=\"\">"))
                .publishes(
                        "d",
                        "Elsewhere",
                        PLAIN.at("/d.html").html("<img src=\"https://a.example/images/%E6%B8%A1%201.jpg\">"))
                .publishes(
                        "f",
                        "Formerly",
                        PLAIN.at("/f.html").html("<img src=\"//old.example/images/%E6%B8%A1%201.jpg\" alt=\"\">"))
                .publishes("e", "None", PLAIN.at("/e.html").html("<p>/images/%E6%B8%A1%201.jpg</p>"));
        try (Searching searching = over(stories)) {
            FilePath file = new FilePath("/images/\u6E21 1.jpg");

            FileUses first = uses(searching, file, null, 2);
            assertThat(first.articles()).extracting(FileUses.Use::id).containsExactly("a", "b");
            assertThat(first.articles().getFirst().title()).isEqualTo("Shows");
            FileUses second = uses(searching, file, first.next(), 2);
            assertThat(second.articles()).extracting(FileUses.Use::id).containsExactly("c");
            assertThat(second.next()).isNull();
            SiteSettings moved =
                    SiteSettings.builder().formerHosts(List.of("old.example")).build();
            assertThat(Objects.requireNonNull(
                                    searching.search.uses(moved, file, "b", 5).block())
                            .articles())
                    .extracting(FileUses.Use::id)
                    .containsExactly("c", "f");
            assertThat(uses(searching, new FilePath("/images/2.jpg"), null, 2).articles())
                    .isEmpty();
        }
    }

    private static FileUses uses(Searching searching, FilePath file, String after, int limit) {
        return Objects.requireNonNull(
                searching.search.uses(SiteSettings.DEFAULT, file, after, limit).block());
    }

    @Test
    void whateverIsTypedIsAnswered() {
        try (Searching searching = over(new Stories().publishes("a", "Title", PLAIN.at("/a.html")))) {
            for (String odd : List.of(
                    "",
                    "*",
                    "a*",
                    "\"",
                    "-",
                    "(a OR b) AND /.*/",
                    "a~ b^9",
                    "\u0000",
                    "\uD800",
                    "的".repeat(5000),
                    "a ".repeat(5000),
                    "\"" + "a ".repeat(90),
                    "-\"" + "b ".repeat(90) + "\" title",
                    "[* TO *]",
                    "ﷺ".repeat(200))) {
                assertThat(searching.search.find(odd, 1).block()).as(odd).isInstanceOf(SearchResult.Found.class);
            }
        }
    }

    @Test
    void searchesThatAreCancelledLeaveTheQueue() {
        try (Searching searching = Searching.started(
                Searching.published(new FakeRender(), new Stories().publishes("a", "Title")),
                Searching.settings(folder, Map.of("threads", "1", "queue", "2", "timeout", "30s")))) {
            for (int i = 0; i < 3000; i++) {
                searching.search.find("title " + i, 1).subscribe().dispose();
            }
            assertThat(searching.meters.get("dibao.workers.queue").gauge().value())
                    .isZero();
            assertThat(searching.search.find("title", 1).block()).isInstanceOf(SearchResult.Found.class);
        }
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedAndNotQueuedForEver() {
        try (Searching searching = Searching.started(
                Searching.published(new FakeRender(), new Stories().publishes("a", "Title")),
                Searching.settings(folder, Map.of("threads", "1", "queue", "1", "timeout", "30s")))) {
            List<CompletableFuture<SearchResult>> all = IntStream.range(0, 3000)
                    .mapToObj(i -> searching.search.find("title " + i, 1).toFuture())
                    .toList();
            assertThat(all)
                    .extracting(CompletableFuture::join)
                    .hasAtLeastOneElementOfType(SearchResult.Later.class)
                    .hasAtLeastOneElementOfType(SearchResult.Found.class);
        }
    }

    private static List<String> all(Searching searching, String query) {
        List<String> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            SearchResult.Found found = searching.find(query, page);
            found.hits().forEach(hit -> all.add(hit.href()));
            if (!found.more()) {
                return all;
            }
        }
    }
}
