package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final ArticleReader reader = new ArticleReader(ArticleLimits.DEFAULT);

    @Test
    void aJekyllPostIsReadWhole() {
        ReadResult.Read read = read(file("2022-01-25-NW2022.md"), """
                ---
                layout: post
                title: "县城：打造 “样板”"
                date: 2022-01-25 09:36:15 +0800
                categories: xianbao
                tags: 县报新闻 头条
                ---
                <p>□记者</p>
                 <p>第一段。</p>
                """);
        assertThat(read.id()).isEqualTo(new ArticleId("2022-01-25-NW2022"));
        ArticleDraft given = read.given();
        assertThat(given.title()).isEqualTo("县城：打造 “样板”");
        assertThat(given.date()).isEqualTo(SubmittedDate.parse("2022-01-25T09:36:15+08:00"));
        assertThat(given.categories()).containsExactly("xianbao");
        assertThat(given.tags()).containsExactly("县报新闻", "头条");
        assertThat(given.slug()).isEqualTo("NW2022");
        assertThat(given.layout()).isEqualTo("post");
        assertThat(given.draft()).isFalse();
        assertThat(given.extra()).isEmpty();
        assertThat(given.source()).isEqualTo(new Source(Source.Format.MARKDOWN, "<p>□记者</p>\n <p>第一段。</p>\n"));
        assertThat(read.html()).isEqualTo("<p>□记者</p>\n<p>第一段。</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"tags | a,b", "tags | a, b", "categories | 河流，港口"})
    void aTextOfNamesWithACommaIsWarnedOf(String field, String names) {
        String warning =
                "\"" + field + "\" is the text \"" + names + "\", which is split at spaces only, as in Jekyll, so"
                        + " that commas become part of names: write a list, such as [\"Snow\", \"Ice\"]";
        ReadResult.Read json = readJson("{\"title\":\"T\",\"body\":\"x\",\"" + field + "\":\"" + names + "\"}");

        assertThat(json.warnings()).containsExactly(warning);
        assertThat(read(file("2022-01-25-x.md"), "---\ntitle: T\n" + field + ": " + names + "\n---\n")
                        .warnings())
                .containsExactly(warning);
        assertThat(readJson("{\"title\":\"T\",\"body\":\"x\",\"" + field + "\":[\"" + names + "\"]}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void theDayInTheNameOfAFileGivesWayToATimeOfPublication() {
        FileName name = file("2022-01-25-bell.md");
        assertThat(read(name, "---\ntitle: Bell\n---\n").given().date())
                .isEqualTo(SubmittedDate.parse("2022-01-25T00:00:00"));
        assertThat(read(name, "---\ntitle: Bell\npublish_at: 2022-01-25 04:56:25\n---\n")
                        .given()
                        .date())
                .isNull();
        assertThat(read(name, "---\ntitle: Bell\ndate: 2022-01-24\npublish_at: 2022-01-25 04:56:25\n---\n")
                        .given()
                        .date())
                .isEqualTo(SubmittedDate.parse("2022-01-24T00:00:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "source: 新华社 | 新华社 | -",
                "source: \"A &amp; <b>B</b>  News\" | A & B News | -",
                "source: 'Reuters: London' | Reuters: London | -",
                "source: https://www.Paper.example:81/a?b=1 | Paper.example:81 | https://www.Paper.example:81/a?b=1",
                "source: {name: 新华社, url: 'http://paper.example/报/1.html'} | 新华社 | http://paper.example/报/1.html",
                "source: {url: 'https://paper.example'} | paper.example | https://paper.example",
                "source: {name: 新华社, url: ''} | 新华社 | -",
                "source: 新华社\\nsource_url: https://paper.example/a | 新华社 | https://paper.example/a",
                "source_url: https://paper.example/a | paper.example | https://paper.example/a",
                "origin: {name: 新华社, url: 'https://paper.example/a'} | 新华社 | https://paper.example/a",
            })
    void theSourceIsANameOrAnAddressOrBoth(String lines, String name, @Nullable String url) {
        ArticleDraft given = given("title: a\n" + lines.replace("\\n", "\n"));

        assertThat(given.origin()).isEqualTo(new Origin(name, url));
        assertThat(given.extra()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: [a, b]",
                "source: {rights: all}",
                "source: true",
                "origin: Hamburg",
                "source:",
                "source: ''"
            })
    void whatIsNoSourceIsKeptAsItIs(String line) {
        ArticleDraft given = given("title: a\n" + line);

        assertThat(given.origin()).isNull();
        assertThat(given.extra().keySet())
                .isEqualTo(line.matches("source:( '')?") ? Set.of() : Set.of(line.substring(0, 6)));
    }

    @Test
    void aSourceThatHasMoreToItIsKeptToo() {
        ArticleDraft given = given("title: a\nsource: {name: 新华社, rights: all}");

        assertThat(given.origin()).isEqualTo(new Origin("新华社", null));
        assertThat(given.extra()).containsEntry("source", Map.of("name", "新华社", "rights", "all"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: {name: a, url: 'javascript:alert(1)'} | source.url",
                "source: {name: a, url: /a.html} | source.url",
                "source: ftp://paper.example/a | source",
                "source_url: http://user@paper.example/ | source_url",
                "source_url: 'https://paper.example/\"onclick=x' | source_url",
            })
    void aSourcesAddressHasHttp(String lines, String field) {
        assertThat(problem(file("2022-01-25-a.md"), "---\ntitle: a\n" + lines + "\n---\n")
                        .field())
                .isEqualTo(field);
    }

    @Test
    void aSourcesNameHasALimit() {
        assertThat(problem(file("2022-01-25-a.md"), "---\ntitle: a\nsource: " + "长".repeat(201) + "\n---\n")
                        .detail())
                .contains("at most 200");
        assertThat(readJson(
                                "{\"title\": \"a\", \"body\": \"\", \"source\": {\"name\": \"新华社\", \"url\": \"https://paper.example/\"}}")
                        .given()
                        .origin())
                .isEqualTo(new Origin("新华社", "https://paper.example/"));
    }

    @Test
    void theFileNamesDateCountsOnlyWhereThereIsNoOther() {
        assertThat(given("title: a").date()).isEqualTo(SubmittedDate.parse("2022-01-25T00:00:00"));
        assertThat(given("title: a\ndate: 2021-12-31").date()).isEqualTo(SubmittedDate.parse("2021-12-31T00:00:00"));
        assertThat(read(null, "---\ntitle: a\n---\n").given().date()).isNull();
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                row("categories: a b", g -> g.categories(), List.of("a", "b")),
                row("categories: [a b, c]", g -> g.categories(), List.of("a b", "c")),
                row("categories: [[a, b], ~, a]", g -> g.categories(), List.of("a", "b")),
                row("categories:\n  - 2022\n  - yes\n  - 1.10", g -> g.categories(), List.of("2022", "yes", "1.10")),
                row("category: a b", g -> g.categories(), List.of("a b")),
                row("categories: a\ncategory: b c", g -> g.categories(), List.of("a", "b c")),
                row("categories:", g -> g.categories(), List.of()),
                row("categories: ''", g -> g.categories(), List.of()),
                row("tags: a　b", g -> g.tags(), List.of("a", "b")),
                row("tag: a", g -> g.tags(), List.of("a")),
                row("pin: true", g -> g.pinned(), true),
                row("pinned: yes", g -> g.pinned(), true),
                row("sticky: true", g -> g.pinned(), true),
                row("top: true", g -> g.pinned(), true),
                row("top: 10", g -> g.pinned(), true),
                row("sticky: 0", g -> g.pinned(), false),
                row("pin: false", g -> g.pinned(), false),
                row("pin: false", g -> g.extra(), Map.of()),
                row("top: banner.jpg", g -> g.extra(), Map.of("top", "banner.jpg")),
                row("translation_key: night ferries", g -> g.translationKey(), "night ferries"),
                row("ref: about", g -> g.translationKey(), "about"),
                row("ref: about\ntranslation_key: other", g -> g.translationKey(), "other"),
                row("ref: [a, b]", g -> g.extra(), Map.of("ref", List.of("a", "b"))),
                row("last_modified_at: 2021-05-05", g -> g.modified(), SubmittedDate.parse("2021-05-05T00:00:00")),
                row(
                        "updated: 2021-05-05 10:00:00 +0800",
                        g -> g.modified(),
                        SubmittedDate.parse("2021-05-05T10:00:00+08:00")),
                row("lastmod: 2021-05-05T10:00:00Z", g -> g.modified(), SubmittedDate.parse("2021-05-05T10:00:00Z")),
                row("modified: 2021-05-05", g -> g.modified() + g.extra().toString(), "2021-05-05T00:00:00{}"),
                row(
                        "modified: 2021-05-05\nlast_modified_at: 2022-06-06",
                        g -> g.modified() + g.extra().toString(),
                        "2022-06-06T00:00:00{}"),
                row("updated:", g -> Objects.toString(g.modified()), "null"),
                row("categories: [A, b, a, B]", g -> g.categories(), List.of("A", "b")),
                row("categories: [C, C++]", g -> g.categories(), List.of("C", "C++")), // Jekyll's path has both
                row("tags: [Night School, x, night-school, NIGHT SCHOOL]", g -> g.tags(), List.of("Night School", "x")),
                row(
                        "authors: [Ada Lovelace, ada lovelace]\nauthor: ADA LOVELACE",
                        g -> g.authors(),
                        List.of("Ada Lovelace")),
                row("category: '!?'", g -> g.categories(), List.of("!?")),
                row("tags: C++ 💡 +++", g -> g.tags(), List.of("C++", "💡", "+++")),
                row("author: ——", g -> g.authors(), List.of("——")),
                row("tags: [ a , 'b  c' ]", g -> g.tags(), List.of("a", "b c")),
                row("author: Ada Lovelace", g -> g.authors(), List.of("Ada Lovelace")),
                row("authors: [ada, grace]", g -> g.authors(), List.of("ada", "grace")),
                row("authors:\n  - name: Ada\n  - Grace", g -> g.authors(), List.of("Ada", "Grace")),
                row(
                        "author: {name: Ada, twitter: ada}",
                        g -> g.extra(),
                        Map.of("author", Map.of("name", "Ada", "twitter", "ada"))),
                row("slug: my slug", g -> g.slug(), "my slug"),
                row("permalink: /a/:title/", g -> g.permalink(), "/a/:title/"),
                row("permalink: /foo3/index.html", g -> g.permalink(), "/foo3/"),
                row("permalink: /:title/index.html", g -> g.permalink(), "/:title/"),
                row("permalink: /foo/my-index.html", g -> g.permalink(), "/foo/my-index.html"),
                row("permalink: pretty", g -> g.permalink(), "pretty"),
                row("excerpt: a b", g -> g.excerpt(), "a b"),
                row("description: a", g -> g.excerpt(), "a"),
                row("excerpt: a\ndescription: b", g -> g.excerpt() + g.extra(), "a{description=b}"),
                row("lang: zh_CN", g -> g.lang(), "zh-CN"),
                row("image: /a.jpg", g -> g.image(), "/a.jpg"),
                row("image: //cdn.example/a.jpg", g -> g.image(), "//cdn.example/a.jpg"),
                row("image: /图 一.jpg", g -> g.image(), "/图 一.jpg"),
                row("image: \"\\u200b/a\\u00adb.jpg\\ufeff\"", g -> g.image(), "/a%C2%ADb.jpg"),
                row("image: 12:30.jpg", g -> g.image(), "./12:30.jpg"),
                row(
                        "canonical_url: https://e.example/a",
                        g -> g.extra().toString(),
                        "{canonical_url=https://e.example/a}"),
                row("canonical_url: false", g -> g.extra().toString(), "{canonical_url=false}"),
                row("image: {path: /a.jpg}", g -> g.image() + g.extra(), "/a.jpg{}"),
                row(
                        "image: {url: 'https://e.example/a', alt: b}",
                        g -> g.image() + g.extra(),
                        "https://e.example/a{image={url=https://e.example/a, alt=b}}"),
                row("image:", g -> Objects.toString(g.image()), "null"),
                row("layout: new-layouts/post", g -> Objects.toString(g.layout()), "new-layouts/post"),
                row("layout: null", g -> Objects.toString(g.layout()), "null"),
                row("redirect_from: /old.html", g -> g.redirectFrom(), List.of(new ArticlePath("/old.html"))),
                row(
                        "redirect_from: [/a/, b, /a/]",
                        g -> g.redirectFrom(),
                        List.of(new ArticlePath("/a/"), new ArticlePath("/b"))),
                row(
                        "redirect_from: ['/?p=123', '/b.html?', '/News.html?code=%E6%97%A7&a=1+2']",
                        g -> g.redirectFrom().toString(), "[/?p=123, /b.html, /News.html?a=1 2&code=旧]"),
                row("redirect_from: /%E6%97%A7", g -> g.redirectFrom(), List.of(new ArticlePath("/旧"))),
                row(
                        "redirect_from: [/a, 'https://Old.example.com:443/x.html', 'http://h.example:8080/%E6%97%A7']",
                        g -> g.redirectFrom() + " "
                                + g.redirectFromHosts().stream()
                                        .map(a -> a.host() + a.path())
                                        .toList(),
                        "[/a] [old.example.com/x.html, h.example:8080/旧]"),
                row("published: false", g -> g.draft(), true),
                row("published: no", g -> g.draft(), true),
                row("published: true", g -> g.draft(), false),
                row("draft: true", g -> g.draft(), true),
                row("draft: 'true'", g -> g.draft(), true),
                row("draft: false\npublished: false", g -> g.draft(), true),
                row(
                        "n: 5\nf: 1.5\nv: 1.10\nz: 007\nb: yes\ns: 'yes'\nd: 2020-01-02\ne:\nh: 0x10\nl: [1, a]",
                        g -> g.extra().toString(),
                        "{b=true, d=2020-01-02, f=1.5, h=0x10, l=[1, a], n=5, s=yes, v=1.10, z=007}"),
                row("id: other\nformat: x\nbody: y", g -> g.extra().keySet().toString(), "[body, format, id]"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldIsReadAsJekyllReadsIt(
            String yaml, java.util.function.Function<ArticleDraft, Object> part, Object meant) {
        assertThat(part.apply(given("title: t\n" + yaml))).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022", "yes", "1.10", "null and void", "'a: b'", "007"})
    void aTitleIsTextWhateverItLooksLike(String title) {
        assertThat(given("title: " + title).title()).isEqualTo(title.replace("'", ""));
    }

    @Test
    void whiteSpaceInATitleIsOneSpace() {
        assertThat(given("title: |\n  a\n    b　c ").title()).isEqualTo("a b c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\r\ntitle: t\r\nexcerpt: |\r\n  a\r\n  b\r\nx: |\r\n  c\r\n  d\r\n---\r\nOne\r\n\r\nTwo  \r\n",
                "---\rtitle: t\rexcerpt: |\r  a\r  b\rx: |\r  c\r  d\r---\rOne\r\rTwo  \r",
                "\uFEFF---\ntitle: t\nexcerpt: |\n  a\n  b\nx: |\n  c\n  d\n---\n\uFEFFOne\n\nTwo  \n \n\t\n\n",
                "---\ntitle: t\nexcerpt: |\n  a\n  b\nx: |\n  c\n  d\n---\nOne\n\nTwo  "
            })
    void lineEndsAndBlankLinesAtTheEndMakeNoOtherArticle(String file) {
        ArticleDraft given = read(null, file).given();
        assertThat(given)
                .isEqualTo(read(null, "---\ntitle: t\nexcerpt: |\n  a\n  b\nx: |\n  c\n  d\n---\nOne\n\nTwo  \n")
                        .given());
        assertThat(given.source().text()).isEqualTo("One\n\nTwo  \n");
    }

    @Test
    void lineEndsInJsonMakeNoOtherArticle() {
        String json = "{\"title\": \"t\", \"excerpt\": \"a\\nb\", \"body\": \"One\\n  Two\\n\"}";
        assertThat(readJson(json.replace("\\n", "\\r\\n")).given())
                .isEqualTo(readJson(json).given());
        assertThat(readJson(json.replace("Two", "Two\\n \\n")).given())
                .isEqualTo(readJson(json).given());
        assertThat(readJson("{\"title\": \"t\", \"body\": \" \\n\\n\"}")
                        .given()
                        .source()
                        .text())
                .isEmpty();
        assertThat(readJson("{\"title\": \"t\", \"body\": \"literal \"}")
                        .given()
                        .source()
                        .text())
                .isEqualTo("literal ");
    }

    @Test
    void titlesInFrontMatterAreHtmlAndInJsonTheyAreLiteral() {
        ArticleDraft given = given(
                "title: 'The river&#39;s <em>long</em> night &amp; day'\nexcerpt: '<p>One &ndash; two</p>'\nauthor: Jos&eacute;");
        assertThat(given.title()).isEqualTo("The river's long night & day");
        assertThat(given.excerpt()).isEqualTo("One – two");
        assertThat(given.authors()).containsExactly("José");
        assertThat(given("title: 'List<String> a < b at AT&T'").title()).isEqualTo("List<String> a < b at AT&T");
        String json =
                "{\"title\": \"<em>a</em> &amp; b\", \"excerpt\": \"<b>c</b>\", \"author\": \"&eacute;\", \"body\": \"\"}";
        assertThat(readJson(json).given().title()).isEqualTo("<em>a</em> &amp; b");
        assertThat(readJson(json).given().excerpt()).isEqualTo("<b>c</b>");
        assertThat(readJson(json).given().authors()).containsExactly("&eacute;");
    }

    @Test
    void anOldAddressWithAQueryIsRefusedWhereTheSiteHasQueriesOfItsOwn() {
        assertThat(problem(file("a.md"), "---\ntitle: a\nredirect_from: '/search?q=x'\n---\n")
                        .detail())
                .startsWith("/search?q=x: ")
                .contains("leave it out");
    }

    static Stream<Arguments> refused() {
        String many = IntStream.range(0, 1001).mapToObj(i -> "c" + i).collect(Collectors.joining(", ", "[", "]"));
        return Stream.of(
                Arguments.of("", "title"),
                Arguments.of("title:", "title"),
                Arguments.of("title: '  '", "title"),
                Arguments.of("title: \"\\u200b\"", "title"),
                Arguments.of("title: '<em></em>'", "title"),
                Arguments.of("title: 'a&#7;b'", "title"),
                Arguments.of("title: [a]", "title"),
                Arguments.of("title: \"a\\u0007b\"", "title"),
                Arguments.of("title: \"a\\ud800b\"", "title"),
                Arguments.of("title: " + "x".repeat(501), "title"),
                Arguments.of("title: a\ndate: someday", "date"),
                Arguments.of("title: a\ndate: {a: b}", "date"),
                Arguments.of("title: a\nlast_modified_at: lately", "last_modified_at"),
                Arguments.of("title: a\nupdated: [2020-01-01]", "updated"),
                Arguments.of("title: a\nlastmod: 2030-01-01", "lastmod"),
                Arguments.of("title: a\nmodified: true", "modified"),
                Arguments.of("title: a\ncategories: " + many, "categories"),
                Arguments.of("title: a\ntags: " + many, "tags"),
                Arguments.of("title: a\nauthors: " + many, "authors"),
                Arguments.of("title: a\ncategories: {a: b}", "categories"),
                Arguments.of("title: a\ncategory: " + "x".repeat(201), "category"),
                Arguments.of("title: a\ncategories: [新闻, \"\\ufe0f\"]", "categories"),
                Arguments.of("title: a\nauthor: {twitter: x}", "author"),
                Arguments.of("title: a\npermalink: /index.html", "permalink"),
                Arguments.of("title: a\npermalink: /../a", "permalink"),
                Arguments.of("title: a\npermalink: /a%2Fb", "permalink"),
                Arguments.of("title: a\npermalink: /a/%2e%2e/b", "permalink"),
                Arguments.of("title: a\npermalink: /api/a", "permalink"),
                Arguments.of("title: a\npermalink: /:nonsense/", "permalink"),
                Arguments.of("title: a\nredirect_to: 'javascript:alert(1)'", "redirect_to"),
                Arguments.of("title: a\nredirect_to: ['data:text/html,x']", "redirect_to"),
                Arguments.of("title: a\nredirect_from: '/a#b'", "redirect_from"),
                Arguments.of("title: a\nredirect_from: /api/x", "redirect_from"),
                Arguments.of("title: a\nredirect_from: [/a, '/../b']", "redirect_from"),
                Arguments.of("title: a\nredirect_from: 'https://old.example.com/api/x?p=123'", "redirect_from"),
                Arguments.of("title: a\nredirect_from: 'https://u:p@old.example.com/x'", "redirect_from"),
                Arguments.of("title: a\nredirect_from: 'https://old.example.com'", "redirect_from"),
                Arguments.of("title: a\nredirect_from: 'https:///x'", "redirect_from"),
                Arguments.of("title: a\nimage: 'javascript:alert(1)'", "image"),
                Arguments.of("title: a\nimage: \"\\u200bjavascript:void(0)\"", "image"),
                Arguments.of("title: a\nimage: \"java\\u00adscript:void(0)\"", "image"),
                Arguments.of("title: a\nimage: 'java%00script:void(0)'", "image"),
                Arguments.of("title: a\ncanonical_url: 'javascript:void(0)'", "canonical_url"),
                Arguments.of("title: a\ncanonical_url: \"\\u2060javascript:void(0)\"", "canonical_url"),
                Arguments.of("title: a\nimage: {path: 'data:text/html,x'}", "image"),
                Arguments.of("title: a\nlang: 'no language'", "lang"),
                Arguments.of("title: a\nlayout: ../../secret", "layout"),
                Arguments.of("title: a\npublished: maybe", "published"),
                Arguments.of("title: a\ndraft: [x]", "draft"),
                Arguments.of("title: a\npublishAt: soon", "publishAt"),
                Arguments.of("title: a\npublish_at: 2030-01-01\npublishAt: 2030-01-02", "publish_at"),
                Arguments.of("title: a\nwithdraw_at: [1]", "withdraw_at"),
                Arguments.of("title: a\nexcerpt: " + "x".repeat(10_001), "excerpt"),
                Arguments.of("title: a\nx: '" + "\"".repeat(40_000) + "'", "extra"),
                Arguments.of("title: a\nslug: " + "x".repeat(201), "slug"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotValidIsRefusedWithTheFieldsName(String yaml, String field) {
        Problem problem = problem(file("a.md"), "---\n" + yaml + "\n---\nbody");
        assertThat(problem.type()).isEqualTo(Problem.Type.INVALID);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).isNotBlank();
    }

    @Test
    void aPostWithoutATitleGetsOneFromItsNameAndOtherFilesNeedOne() {
        assertThat(read(file("2022-01-25-the-gates.md"), "# Title\n\nbody")
                        .given()
                        .title())
                .isEqualTo("The Gates");
        assertThat(read(file("2022-01-25-the-gates.md"), "---\ntitle:\n---\n")
                        .given()
                        .title())
                .isEqualTo("The Gates");
        assertThat(problem(file("the-gates.md"), "# Title\n\nbody").field()).isEqualTo("title");
    }

    @Test
    void theFoldersAboveThePostsAreCategoriesBeforeThoseInFrontMatter() {
        assertThat(read(file("tech/Linux/_posts/2022-01-25-a.md"), "---\ncategories: [kernel, linux]\n---\n")
                        .given()
                        .categories())
                .containsExactly("tech", "Linux", "kernel");
    }

    @Test
    void tagsThatDifferInSignsAreDifferent() {
        assertThat(read(file("2022-01-25-a.md"), "---\ntags: [C, C#, C++, 'c--', 5G, 5G+, c]\n---\n")
                        .given()
                        .tags())
                .containsExactly("C", "C#", "C++", "c--", "5G", "5G+");
    }

    @Test
    void aFileInTheFolderOfDraftsIsADraft() {
        assertThat(read(file("_drafts/a.md"), "---\ntitle: a\n---\n").given().draft())
                .isTrue();
    }

    @Test
    void manyTagsAreTakenAndTheRefusalOfMoreNamesTheSetting() {
        String tags = IntStream.rangeClosed(1, 1000).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
        assertThat(read(file("2022-01-25-a.md"), "---\ntags: [" + tags + "]\n---\n")
                        .given()
                        .tags())
                .hasSize(1000);
        assertThat(problem(file("2022-01-25-a.md"), "---\ntags: [" + tags + ", x]\n---\n")
                        .detail())
                .isEqualTo("an article has at most 1000 tags, this one has 1001; the setting dibao.ingest.limits.tags"
                        + " allows more");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] gbk = "---\ntitle: 报\n---\n".getBytes(java.nio.charset.Charset.forName("GBK"));
        ReadResult reading = reader.read(new Upload(ContentKind.MARKDOWN, gbk, null, null), NOW);
        assertThat(reading).isInstanceOfSatisfying(ReadResult.Invalid.class, invalid -> {
            assertThat(invalid.problem().type()).isEqualTo(Problem.Type.MALFORMED);
            assertThat(invalid.problem().detail()).contains("UTF-8").contains("byte 11");
        });
    }

    @Test
    void aByteOrderMarkIsNoContent() {
        assertThat(read(null, "\uFEFF---\ntitle: a\n---\nb").given().source().text())
                .isEqualTo("b\n");
        assertThat(readJson("\uFEFF{\"title\": \"a\", \"body\": \"b\"}").given().title())
                .isEqualTo("a");
    }

    @Test
    void jsonIsReadWithTheSameRules() {
        ArticleDraft given = readJson("""
                {"id": "n-1", "title": "T", "date": "2022-01-25T09:36:15+08:00", "categories": ["a", "b c"], "tags": "x y",
                 "author": {"name": "Ada"}, "lang": "en", "redirectFrom": ["/old"], "draft": true, "body": "*b*",
                 "extra": {"score": 4.5, "n": null, "deep": {"a": [1, "2", false]}, "big": 12345678901234567890123}}
                """).given();
        assertThat(given.categories()).containsExactly("a", "b c");
        assertThat(given.tags()).containsExactly("x", "y");
        assertThat(given.authors()).containsExactly("Ada");
        assertThat(given.redirectFrom()).containsExactly(new ArticlePath("/old"));
        assertThat(given.draft()).isTrue();
        assertThat(given.extra()).hasToString("{big=12345678901234567890123, deep={a=[1, 2, false]}, score=4.5}");
        assertThat(given.source()).isEqualTo(new Source(Source.Format.MARKDOWN, "*b*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publishd   | did you mean \"published\"?",
                "categries  | did you mean \"categories\"?",
                "Title      | did you mean \"title\"?",
                "titel      | did you mean \"title\"?",
                "weather    | \"weather\". Fields of your own belong into \"extra\"",
            })
    void anUnknownFieldOfJsonIsRefused(String name, String advice) {
        Problem problem = jsonProblem("{\"title\": \"a\", \"body\": \"b\", \"" + name + "\": false}");
        assertThat(problem.field()).isEqualTo(name);
        assertThat(problem.detail())
                .startsWith("unknown field \"" + name + "\"")
                .contains(advice);
        assertThat(jsonProblem("{\"" + name + "\": \"x\"}").field())
                .as("before what is missing")
                .isEqualTo(name);
        assertThat(jsonProblem("{\"title\": \"a\", \"body\": \"b\", \"extra\": [1]}")
                        .field())
                .isEqualTo("extra");
    }

    @Test
    void frontMatterKeepsWhatItHas() {
        assertThat(read(null, "---\ntitle: a\nweather: fine\nextra: {a: 1}\n---\nb")
                        .given()
                        .extra())
                .hasToString("{extra={a=1}, weather=fine}");
    }

    @Test
    void jsonSaysWhetherItsBodyIsHtml() {
        assertThat(readJson("{\"title\": \"a\", \"format\": \"html\", \"body\": \"*b*\"}")
                        .html())
                .isEqualTo("*b*");
        assertThat(readJson("{\"title\": \"a\", \"format\": \"markdown\", \"body\": \"*b*\"}")
                        .html())
                .isEqualTo("<p><em>b</em></p>");
        assertThat(jsonProblem("{\"title\": \"a\", \"format\": \"rtf\", \"body\": \"\"}")
                        .field())
                .isEqualTo("format");
        assertThat(jsonProblem("{\"title\": \"a\"}").field()).isEqualTo("body");
        assertThat(jsonProblem("{\"title\": \"a\", \"body\": {}}").field()).isEqualTo("body");
        assertThat(jsonProblem("{\"title\": \"a\", \"body\": \"\\ud800\"}").field())
                .isEqualTo("body");
        assertThat(jsonProblem("{\"body\": \"a\"}").field()).isEqualTo("title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"a\"",
                "{\"title\": }",
                "{\"a\": 1}}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 01}",
                "nul"
            })
    void malformedJsonIsRefused(String json) {
        assertThat(jsonProblem(json).type()).isEqualTo(Problem.Type.MALFORMED);
    }

    @Test
    void malformedJsonIsToldWithLineAndColumn() {
        assertThat(jsonProblem("{\n  \"title\": \"a\",\n  \"body\": oops\n}").detail())
                .contains("line 3, column 1");
    }

    @Test
    void deepJsonIsRefused() {
        assertThat(jsonProblem("{\"title\": \"a\", \"body\": \"\", \"x\": " + "[".repeat(100_000))
                        .type())
                .isEqualTo(Problem.Type.MALFORMED);
    }

    @Test
    void theIdIsGivenOrTheAddresssOrTheFiles() {
        Upload json = new Upload(
                ContentKind.JSON,
                bytes("{\"id\": \"given\", \"title\": \"a\", \"body\": \"\"}"),
                FileName.of("file.json"),
                null);
        assertThat(((ReadResult.Read) reader.read(json, NOW)).id()).isEqualTo(new ArticleId("given"));
        Upload atAddress = new Upload(ContentKind.JSON, json.content(), null, new ArticleId("given"));
        assertThat(((ReadResult.Read) reader.read(atAddress, NOW)).id()).isEqualTo(new ArticleId("given"));
        Upload atOther = new Upload(ContentKind.JSON, json.content(), null, new ArticleId("other"));
        assertThat(((ReadResult.Invalid) reader.read(atOther, NOW)).problem())
                .satisfies(p -> assertThat(p.type()).isEqualTo(Problem.Type.MALFORMED))
                .satisfies(p -> assertThat(p.field()).isEqualTo("id"));
        assertThat(read(null, "---\ntitle: a\n---\n").id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a\\\\b", "a.md"})
    void anIdThatCannotBeOneIsRefused(String id) {
        assertThat(jsonProblem("{\"id\": \"" + id + "\", \"title\": \"a\", \"body\": \"\"}")
                        .field())
                .isEqualTo("id");
    }

    @Test
    void aPostOfAnArchiveNeedsADate() {
        Upload undated =
                new Upload(ContentKind.MARKDOWN, bytes("---\ntitle: a\n---\n"), FileName.of("about.md"), null, true);
        assertThat(((ReadResult.Invalid) reader.read(undated, NOW)).problem().field())
                .isEqualTo("date");
        Upload scheduled = new Upload(
                ContentKind.MARKDOWN,
                bytes("---\ntitle: a\npublish_at: 2026-12-05 08:00\n---\n"),
                FileName.of("about.md"),
                null,
                true);
        assertThat(reader.read(scheduled, NOW)).as("it has that date").isInstanceOf(ReadResult.Read.class);
        Upload page = new Upload(
                ContentKind.MARKDOWN, bytes("---\ntitle: a\nlayout: page\n---\n"), FileName.of("about.md"), null, true);
        assertThat(((ReadResult.Read) reader.read(page, NOW)).given().date())
                .as("a static page needs none")
                .isNull();
        Upload draft = new Upload(
                ContentKind.MARKDOWN, bytes("---\ntitle: a\ndraft: true\n---\n"), FileName.of("about.md"), null, true);
        assertThat(reader.read(draft, NOW)).isInstanceOf(ReadResult.Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "- ",
                "1. ",
                "*",
                "[",
                "<div>",
                "<b><i>",
                "{% raw %}",
                "{{",
                "{::comment}",
                "`a``b",
                "![",
                "_a "
            })
    void aBodyOfBeginningsIsReadOrRefusedInTime(String beginning) {
        String body = beginning.repeat(30_000 / beginning.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(10),
                () -> reader.read(
                        new Upload(ContentKind.MARKDOWN, bytes("---\ntitle: a\n---\n" + body), null, null), NOW));
    }

    private static Arguments row(String yaml, java.util.function.Function<ArticleDraft, Object> part, Object meant) {
        return Arguments.of(yaml, part, meant);
    }

    private ArticleDraft given(String yaml) {
        return read(file("2022-01-25-a.md"), "---\n" + yaml + "\n---\nbody").given();
    }

    private ReadResult.Read readJson(String json) {
        ReadResult reading = reader.read(new Upload(ContentKind.JSON, bytes(json), null, null), NOW);
        assertThat(reading).isInstanceOf(ReadResult.Read.class);
        return (ReadResult.Read) reading;
    }

    private Problem jsonProblem(String json) {
        ReadResult reading = reader.read(new Upload(ContentKind.JSON, bytes(json), null, null), NOW);
        assertThat(reading).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) reading).problem();
    }

    private ReadResult.Read read(@Nullable FileName file, String text) {
        ReadResult reading = reader.read(new Upload(ContentKind.MARKDOWN, bytes(text), file, null), NOW);
        assertThat(reading).isInstanceOf(ReadResult.Read.class);
        return (ReadResult.Read) reading;
    }

    private Problem problem(FileName file, String text) {
        ReadResult reading = reader.read(new Upload(ContentKind.MARKDOWN, bytes(text), file, null), NOW);
        assertThat(reading).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) reading).problem();
    }

    private static FileName file(String name) {
        return FileName.of(name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
