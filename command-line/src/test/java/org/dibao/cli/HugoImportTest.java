package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a Hugo site's sections, menu, translations and text. */
class HugoImportTest extends ImportedSite {
    private static final String POST = "---\ntitle: P\ndate: 2026-01-02\n---\n";

    @BeforeEach
    void aSite() throws IOException {
        write("hugo.toml", """
                baseURL = "https://river.example/"
                [[menu.main]]
                name = "About"
                url = "/about/"
                [[menu.main]]
                name = "Posts"
                url = "/posts/"
                """);
        write("content/posts/a.md", POST + "A\n");
    }

    @Test
    void aSectionWithATextAndNoPostsIsAPage() throws IOException {
        write("content/about/_index.md", "---\ntitle: About us\nmenu: main\n---\nAbout body\n");

        JsonNode about = documents().get("content/about/_index.md");

        assertThat(about.path("permalink").asString()).isEqualTo("/about/");
        assertThat(about.path("layout").asString()).isEqualTo("page");
        assertThat(about.path("title").asString()).isEqualTo("About us");
        assertThat(about.path("body").asString()).isEqualTo("About body\n");
        assertThat(about.path("id").asString()).isEqualTo("about._index");
    }

    @Test
    void aSectionWithPostsLeadsToTheArchiveWhetherItHasAFileOrNot() throws IOException {
        write("content/news/_index.md", "---\ntitle: All news\n---\nThese are the news.\n");
        write("content/news/2026/b.md", POST);
        write("content/docs/c.md", "---\ntitle: C\n---\nC\n");

        ReadSite site = read();

        JsonNode news = site.documents().get("content/news/_index.md");
        assertThat(news.path("permalink").asString()).isEqualTo("/news/");
        assertThat(news.path("redirect_to").asString()).isEqualTo("/archive.html");
        assertThat(news.path("title").asString()).isEqualTo("All news");
        JsonNode posts = site.documents().get("content/posts/_index");
        assertThat(posts.path("permalink").asString()).isEqualTo("/posts/");
        assertThat(posts.path("redirect_to").asString()).isEqualTo("/archive.html");
        assertThat(site.of(Kind.PAGE).map(SiteFile::address))
                .containsExactlyInAnyOrder("/news/", "/posts/", "/docs/c/");
        assertThat(site.settings(Clock.systemUTC()).notes()).anyMatch(note -> note.contains("content/news/_index.md"));
    }

    @Test
    void aSectionWithPostsMayHaveAnAddressOfItsOwn() throws IOException {
        write("content/posts/_index.md", "---\ntitle: Posts\nurl: /all/\n---\nAll\n");

        assertThat(text("content/posts/_index.md", "permalink")).isEqualTo("/all/");
        assertThat(text("content/posts/_index.md", "redirect_to")).isEqualTo("/archive.html");
        assertThat(documents().keySet()).doesNotContain("content/posts/_index");
    }

    @Test
    void aSectionWithNeitherIsLeftOut() throws IOException {
        write("content/docs/_index.md", "---\ntitle: Docs\n---\n\n");
        write("content/docs/c.md", "---\ntitle: C\n---\nC\n");
        write("content/_index.md", "---\ntitle: Home\n---\nWelcome\n");
        write("content/tags/_index.md", "---\ntitle: Tags\n---\nAll tags\n");

        assertThat(read().of(Kind.LEFT_OUT).map(SiteFile::name))
                .contains("content/docs/_index.md", "content/_index.md", "content/tags/_index.md");
    }

    @Test
    void aPageWhereASectionIsKeepsItsPlace() throws IOException {
        write("content/posts.md", "---\ntitle: Posts\n---\nMine\n");

        assertThat(documents().keySet()).doesNotContain("content/posts/_index").contains("content/posts.md");
    }

    @Test
    void aFileNameThatLooksLikeAnExtensionIsNoPartOfTheId() throws IOException {
        write("content/posts/json.md", POST);
        write("content/posts/node.js.md", POST);

        assertThat(documents().get("content/posts/json.md").path("id").asString())
                .isEqualTo("posts-json");
        assertThat(documents().get("content/posts/node.js.md").path("id").asString())
                .isEqualTo("posts.node.js");
    }

    @Test
    void aFileOfALanguageGivesItAllOfItsSettings() throws IOException {
        severalLanguages();
        write("content/de/posts/b.md", POST);

        ReadSite site = read();

        assertThat(site.documents()
                        .get("content/de/posts/b.md")
                        .path("permalink")
                        .asString())
                .isEqualTo("/de/posts/b/");
        assertThat(site.documents().get("content/de/posts/b.md").path("lang").asString())
                .isEqualTo("de-AT");
        assertThat(site.settings(Clock.systemUTC()).patch().path("title").asString())
                .isEqualTo("River News");
        assertThat(site.settings(Clock.systemUTC()).patch().path("description").asString())
                .isEqualTo("All about the river.");
        assertThat(site.settings(Clock.systemUTC())
                        .patch()
                        .path("menu")
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("Boats");
    }

    @Test
    void theFolderOfContentIsNoPartOfAddresses() throws IOException {
        write("hugo.toml", "contentDir = \"content/main\"\n[languages.en]\nlocale = \"en-GB\"\n");
        write("content/main/posts/b.md", POST);
        write("content/main/posts/c.md", POST);
        write("content/main/posts/c.pdf", "%PDF");

        ReadSite site = read();

        assertThat(site.documents()
                        .get("content/main/posts/b.md")
                        .path("permalink")
                        .asString())
                .isEqualTo("/posts/b/");
        assertThat(site.of(Kind.ASSET).map(SiteFile::address)).containsExactly("/posts/c.pdf");
        assertThat(site.of(Kind.LEFT_OUT).map(SiteFile::name)).contains("content/posts/a.md");
    }

    @Test
    void theFolderOfTheOnlyLanguageIsNoPartOfAddresses() throws IOException {
        write("hugo.toml", "[languages.en]\ncontentDir = \"content/en\"\n");
        write("content/en/posts/b.md", POST);

        assertThat(text("content/en/posts/b.md", "permalink")).isEqualTo("/posts/b/");
    }

    @Test
    void contentThatIsMountedElsewhereIsTold() throws IOException {
        write("hugo.toml", "[[module.mounts]]\nsource = \"content\"\ntarget = \"content\"\n");
        assertThat(notes()).isEmpty();

        write("hugo.toml", "[[module.mounts]]\nsource = \"content/en\"\ntarget = \"content\"\n");
        assertThat(notes()).anyMatch(note -> note.startsWith("module.mounts is not followed"));
    }

    private List<String> notes() throws IOException {
        return read().settings(Clock.systemUTC()).notes();
    }

    @Test
    void whatIsInNoLanguagesFolderAndWhatIsInADisabledLanguageIsLeftOut() throws IOException {
        severalLanguages();
        write("config/_default/languages.fr.toml", "contentDir = \"content/fr\"\ndisabled = true\n");
        write("content/en/posts/b.md", POST);
        write("content/fr/posts/b.md", POST);
        write("content/drafts/b.md", POST);

        ReadSite site = read();

        assertThat(site.documents()).containsKey("content/en/posts/b.md");
        assertThat(site.documents()).doesNotContainKeys("content/fr/posts/b.md", "content/drafts/b.md");
        assertThat(site.files().stream().filter(file -> file.kind() == Kind.LEFT_OUT))
                .extracting(SiteFile::name)
                .contains("content/fr/posts/b.md", "content/drafts/b.md");
    }

    private void severalLanguages() throws IOException {
        Files.delete(folder.resolve("hugo.toml"));
        write("config/_default/hugo.toml", "baseURL = \"https://river.example/\"\n");
        write("config/_default/languages.en.toml", """
                title = "River News"
                contentDir = "content/en"
                [params]
                description = "\\nAll about <a href='/'>the river</a>.\\n"
                """);
        write("config/_default/languages.de.toml", "contentDir = \"content/de\"\nlocale = \"de-AT\"\n");
        write("config/_default/menu.en.toml", "[[main]]\nname = \"Boats\"\nurl = \"/boats/\"\n");
    }

    @Test
    void theAddressesOfOneSectionMayEndInHtml() throws IOException {
        write("hugo.toml", "[permalinks]\nposts = \"/:year/:slug/\"\n[uglyURLs]\nposts = true\n");
        write("content/docs/c.md", POST);

        assertThat(text("content/posts/a.md", "permalink")).isEqualTo("/2026/p.html");
        assertThat(text("content/docs/c.md", "permalink")).isEqualTo("/docs/c/");
    }

    @Test
    void anAddressWithoutASlugIsMadeOfTheTitle() throws IOException {
        write(
                "hugo.toml",
                "[permalinks]\nposts = \"/p/:slug/\"\nnews = \"/:year/:monthname/:weekdayname/:yearday/:slugorfilename/\"\n");
        write("content/posts/b.md", "---\ntitle: 早市开门：三家老店\ndate: 2026-03-04\n---\n");
        write("content/posts/c.md", "---\ntitle: C\nslug: Own Slug\ndate: 2026-03-04\n---\n");
        write("content/news/d.md", "---\ntitle: D title\ndate: 2026-03-04\n---\n");

        assertThat(text("content/posts/b.md", "permalink")).isEqualTo("/p/早市开门三家老店/");
        assertThat(text("content/posts/c.md", "permalink")).isEqualTo("/p/own-slug/");
        assertThat(text("content/news/d.md", "permalink")).isEqualTo("/2026/march/wednesday/63/d/");
    }

    /** As Hugo 0.168.0 has them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C++ Notes|/c-notes/",
                "a & b|/a-b/",
                "100% sure|/100-sure/",
                "one/two|/one-two/",
                "one -- two|/one--two/",
                "a.b.c|/a.b.c/",
                "~tilde@home|/~tilde@home/",
                "Ünï Čode|/ünï-čode/",
                "“Quotes” — dash|/quotes-dash/",
                "under_score|/under_score/",
                "e=mc^2 (x)|/emc2-x/",
                "It’s|/its/",
                "a + b|/a--b/",
                "trailing -|/trailing-/",
                "日本語 テスト|/日本語-テスト/",
            })
    void titlesInAddressesAreAsHugoHasThem(String title, String address) throws IOException {
        write("hugo.toml", "[permalinks]\nposts = \"/:title/\"\n");
        write("content/posts/b.md", "---\ntitle: \"" + title + "\"\ndate: 2026-03-04\n---\n");

        assertThat(text("content/posts/b.md", "permalink")).isEqualTo(address);
    }

    @Test
    void translationsByTheNamesOfFilesBelongTogether() throws IOException {
        write("hugo.toml", "[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n");
        write("content/posts/bundle/index.md", POST);
        write("content/posts/bundle/index.de.md", POST);
        write("content/posts/a.de.md", POST);
        write("content/posts/alone.de.md", POST);
        write("content/posts/keyed.md", POST.replace("title", "translationKey: mine\ntitle"));
        write("content/posts/keyed.de.md", POST.replace("title", "translationKey: mine\ntitle"));

        assertThat(text("content/posts/bundle/index.md", "id")).isEqualTo("posts.bundle");
        assertThat(text("content/posts/bundle/index.de.md", "id")).isEqualTo("posts.bundle.de");
        assertThat(text("content/posts/bundle/index.md", "translationKey")).isEqualTo("posts.bundle");
        assertThat(text("content/posts/bundle/index.de.md", "translationKey")).isEqualTo("posts.bundle");
        assertThat(text("content/posts/a.md", "translationKey")).isEqualTo("posts.a");
        assertThat(text("content/posts/a.de.md", "translationKey")).isEqualTo("posts.a");
        assertThat(text("content/posts/alone.de.md", "translationKey")).isEmpty();
        assertThat(text("content/posts/keyed.md", "translationKey")).isEqualTo("mine");
    }

    @Test
    void aFigureStandsOnLinesOfItsOwn() throws IOException {
        assertThat(body("Text before. {{< figure src=\"b.jpg\" title=\"A boat\" >}} and after.\n"))
                .isEqualTo(
                        "Text before. \n<figure><img src=\"b.jpg\" alt=\"A boat\"><figcaption><strong>A boat</strong></figcaption>"
                                + "</figure>\n and after.\n");
        assertThat(body("> 1. One {{< figure src=\"b.jpg\" caption=\"C\" >}}\n> 2. Two\n"))
                .isEqualTo(
                        "> 1. One \n>    <figure><img src=\"b.jpg\" alt=\"C\"><figcaption markdown=\"span\">C</figcaption>"
                                + "</figure>\n> 2. Two\n");
        assertThat(body("| {{< figure src=\"b.jpg\" caption=\"C\" >}} | x |\n"))
                .isEqualTo("| <img src=\"b.jpg\" alt=\"C\"> | x |\n");
        assertThat(body("See {{< figure src=\"b.jpg\" >}} here\n"))
                .isEqualTo("See <img src=\"b.jpg\" alt=\"\"> here\n");
    }

    @Test
    void aCaptionIsMarkdownAndItsAttributionALink() throws IOException {
        assertThat(body("{{< figure src=\"b.jpg\" caption=\"By *Ann* & <b>\" >}}\n"))
                .isEqualTo(
                        "<figure><img src=\"b.jpg\" alt=\"By Ann &amp; &lt;b&gt;\"><figcaption markdown=\"span\">By *Ann* &"
                                + " &lt;b></figcaption></figure>\n");
        assertThat(body("{{< figure src=\"b.jpg\" title=\"T\" caption=\"C [l](https://x.example)\" attr=\"Photo: Jo\""
                        + " attrlink=\"https://jo.example\" >}}\n"))
                .contains(
                        "alt=\"T\"",
                        "<figcaption><p><strong>T</strong></p><p markdown=\"span\">C [l](https://x.example)"
                                + " [Photo: Jo](https://jo.example)</p></figcaption>");
    }

    @Test
    void inAFileOfHtmlShortcodesAreHtml() throws IOException {
        assertThat(html(
                        "<p>x</p>\n{{< figure src=\"b.jpg\" caption=\"By *Ann* & **Jo** in `c<d` at [l](/l?a=1&b=2), a_b_c\" attr=\"P\""
                                + " attrlink=\"https://p.example\" >}}\n"))
                .isEqualTo(
                        "<p>x</p>\n<figure><img src=\"b.jpg\" alt=\"By Ann &amp; Jo in c&lt;d at l, a_b_c\"><figcaption>By <em>Ann</em> &amp;"
                                + " <strong>Jo</strong> in <code>c&lt;d</code> at <a href=\"/l?a=1&amp;b=2\">l</a>, a_b_c"
                                + " <a href=\"https://p.example\">P</a></figcaption></figure>\n");
        assertThat(html("{{< figure src=\"b.jpg\" title=\"T\" caption=\"C\" >}}"))
                .contains("<figcaption><p><strong>T</strong></p><p>C</p></figcaption>");
        assertThat(html("{{< youtube abc >}}"))
                .isEqualTo("<a href=\"https://www.youtube.com/watch?v=abc\">https://www.youtube.com/watch?v=abc</a>");
        assertThat(html("{{< highlight go >}}\na < b\n{{< /highlight >}}"))
                .isEqualTo("<pre><code class=\"language-go\">a &lt; b</code></pre>");
        assertThat(html("{{< details \"Sum\" >}}<p>x</p>{{< /details >}}"))
                .isEqualTo("<details><summary>Sum</summary>\n\n<p>x</p>\n</details>");
    }

    private String html(String text) throws IOException {
        write("content/posts/t.html", POST + text);
        return text("content/posts/t.html", "body");
    }

    @Test
    void theMenuHasHugosOrderAndThePagesThatNameIt() throws IOException {
        write("hugo.toml", """
                [[menu.main]]
                name = "Last"
                url = "/last/"
                [[menu.main]]
                name = "Second"
                identifier = "two"
                pageRef = "/second/"
                weight = 20
                [[menu.main]]
                name = "Call"
                url = "tel:110"
                [[menu.footer]]
                name = "Imprint"
                url = "/imprint/"
                """);
        write("content/about.md", "---\ntitle: About us\nmenu:\n  main:\n    name: About\n    weight: -5\n---\n");
        write("content/below.md", "---\ntitle: Below\nmenus:\n  main:\n    parent: two\n---\n");
        write("content/contact.md", "---\ntitle: Contact\nmenu: [main, side]\n---\n");
        write("content/draft.md", "---\ntitle: Draft\ndraft: true\nmenu: main\n---\n");

        var settings = read().settings(Clock.systemUTC());

        assertThat(settings.patch().path("menu").toString())
                .isEqualTo("[{\"title\":\"About\",\"href\":\"/about/\"},{\"title\":\"Second\",\"href\":\"/second/\"},"
                        + "{\"title\":\"Below\",\"href\":\"/below/\"},{\"title\":\"Contact\",\"href\":\"/contact/\"},"
                        + "{\"title\":\"Last\",\"href\":\"/last/\"}]");
        assertThat(settings.notes())
                .anyMatch(note -> note.contains("left out: Call"))
                .anyMatch(note -> note.contains("one level"))
                .anyMatch(note -> note.endsWith("others are left out: footer, side"));
    }

    @Test
    void detailsHaveTheirSummary() throws IOException {
        assertThat(body("{{< details summary=\"Sum\" >}}\nDet *x*\n{{< /details >}}\n"))
                .isEqualTo("<details markdown=\"1\"><summary>Sum</summary>\n\nDet *x*\n</details>\n");
        assertThat(body("{{% details title=\"A <b>\" open=true %}}x{{% /details %}}\n"))
                .isEqualTo("<details open markdown=\"1\"><summary>A &lt;b&gt;</summary>\n\nx\n</details>\n");
    }

    @Test
    void itsMarkdownIsWrittenAsItIsReadHere() throws IOException {
        assertThat(body("See https://x.example\n\n```go {hl_lines=[1]}\nx\n```\n"))
                .isEqualTo("See <https://x.example>\n\n```go\nx\n```\n");
        write("content/posts/h.html", POST + "<p>https://x.example</p>\n```go {x=1}\n");
        assertThat(text("content/posts/h.html", "body")).isEqualTo("<p>https://x.example</p>\n```go {x=1}\n");
    }

    @Test
    void taxonomiesWithoutAnEqualAreNoted() throws IOException {
        write("hugo.toml", "[taxonomies]\ntag = \"tags\"\nseries = \"series\"\n");
        write("content/posts/b.md", POST.replace("title", "series: [First Trip]\ntitle"));

        ReadSite site = read();

        assertThat(site.of(Kind.LEFT_OUT).map(SiteFile::why))
                .contains(
                        "a list of the taxonomy series: Dibao has none; articles keep what they name in extra.series");
        assertThat(site.of(Kind.LEFT_OUT).map(SiteFile::address)).contains("/series/", "/series/first-trip/");
    }

    private String body(String text) throws IOException {
        write("content/posts/t.md", POST + text);
        return text("content/posts/t.md", "body");
    }

    private String text(String file, String field) {
        return documents().get(file).path(field).asString("");
    }

    private Map<String, ObjectNode> documents() {
        return read().documents();
    }
}
