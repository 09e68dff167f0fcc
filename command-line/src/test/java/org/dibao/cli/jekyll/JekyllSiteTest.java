package org.dibao.cli.jekyll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JekyllSiteTest {
    @TempDir
    Path folder;

    @Test
    void aMenuInADataFileIsTheSitesMenu() throws Exception {
        write("_config.yml", "title: River\n");
        write("_data/navigation.yml", """
                main:
                  - title: "Quick start"
                    url: /docs/quick-start/
                  - title: About
                    url: about/
                    children:
                      - {title: Team, url: "{{ site.baseurl }}/team/"}
                  - title: Code
                    url: https://code.example/river
                  - title: Mail
                    url: mailto:a@river.example
                docs:
                  - {title: Sidebar, url: /docs/}
                """);

        var settings = JekyllSite.read(root(), 100).settings(Clock.systemUTC());

        assertThat(settings.patch().path("menu").toString())
                .isEqualTo(
                        "[{\"title\":\"Quick start\",\"href\":\"/docs/quick-start/\"},{\"title\":\"About\",\"href\":\"/about/\"},"
                                + "{\"title\":\"Team\",\"href\":\"/team/\"},{\"title\":\"Code\",\"href\":\"https://code.example/river\"}]");
        assertThat(settings.notes())
                .anyMatch(note -> note.endsWith("left out: Mail"))
                .anyMatch(note -> note.contains("one level"))
                .anyMatch(note -> note.endsWith("others are left out: docs"));

        write("_data/navigation.yml", "- {title: Team, url: /team/}\n");
        assertThat(menu()).isEqualTo("[{\"title\":\"Team\",\"href\":\"/team/\"}]");
        write("_config.yml", "navs: [{title: Own, url: /own/}]\n");
        assertThat(menu()).as("the settings come first").isEqualTo("[{\"title\":\"Own\",\"href\":\"/own/\"}]");
        write("_config.yml", "title: River\n");
        write("_data/navigation.yml", "main: [\n");
        assertThat(menu()).isEmpty();
        assertThat(JekyllSite.read(root(), 100).settings(Clock.systemUTC()).notes())
                .anyMatch(note -> note.startsWith("_data/navigation.yml, which may have the menu, cannot be read: "));
    }

    private String menu() throws Exception {
        return JekyllSite.read(root(), 100)
                .settings(Clock.systemUTC())
                .patch()
                .path("menu")
                .toString();
    }

    @Test
    void eachFileIsWhatJekyllTakesItFor() throws Exception {
        write(
                "_config.yml",
                "exclude: [notes, '*.log']\ninclude: [_kept]\ncollections: {recipes: {output: true}, team: {}}");
        write("_posts/2026-01-01-a.md", "---\ntitle: A\n---\n");
        write("_posts/README.md", "---\n---\n");
        write("_posts/photo.jpg", "x");
        write("tech/_posts/2026-01-02-b.md", "---\ntitle: B\n---\n");
        write("_drafts/idea.md", "---\ntitle: C\n---\n");
        write("about.md", "---\ntitle: About\n---\n");
        write("plain.md", "no front matter");
        write("_recipes/soup.md", "---\ntitle: Soup\n---\n");
        write("_recipes/soup.jpg", "x");
        write("_team/me.md", "---\nname: Me\n---\n");
        write("_data/team.yml", "[]");
        write("_data/prices.csv", "a,b\n");
        write("_includes/note.html", "x");
        write("_layouts/page.html", "---\nlayout: page\n---\n");
        write("_kept/deep.md", "---\ntitle: Kept\n---\n");
        write("notes/todo.md", "---\n---\n");
        write("build/a.log", "x");
        write("img/a.png", "x");
        write("css/site.scss", "---\n---\n");
        write("feed.xml", "---\n---\n");
        write("robots.txt", "x");
        write("CNAME", "news.example");
        write("ads.txt", "x");
        write(".well-known/security.txt", "x");
        write(".git/config", "x");

        assertThat(kinds())
                .containsEntry("_posts/2026-01-01-a.md", Kind.POST)
                .containsEntry("_posts/README.md", Kind.FOR_TEMPLATES)
                .containsEntry("_posts/photo.jpg", Kind.LEFT_OUT)
                .containsEntry("tech/_posts/2026-01-02-b.md", Kind.POST)
                .containsEntry("_drafts/idea.md", Kind.DRAFT)
                .containsEntry("about.md", Kind.PAGE)
                .containsEntry("plain.md", Kind.ASSET)
                .containsEntry("_recipes/soup.md", Kind.DOCUMENT)
                .containsEntry("_recipes/soup.jpg", Kind.ASSET)
                .containsEntry("_team/me.md", Kind.LEFT_OUT)
                .containsEntry("_data/team.yml", Kind.FOR_TEMPLATES)
                .containsEntry("_data/prices.csv", Kind.FOR_TEMPLATES)
                .containsEntry("_includes/note.html", Kind.FOR_TEMPLATES)
                .containsEntry("_layouts/", Kind.LEFT_OUT)
                .containsEntry("_kept/deep.md", Kind.PAGE)
                .containsEntry("notes/", Kind.LEFT_OUT)
                .containsEntry("build/a.log", Kind.LEFT_OUT)
                .containsEntry("img/a.png", Kind.ASSET)
                .containsEntry("css/site.scss", Kind.LEFT_OUT)
                .containsEntry("feed.xml", Kind.LEFT_OUT)
                .containsEntry("robots.txt", Kind.LEFT_OUT)
                .containsEntry("ads.txt", Kind.ROOT_FILE)
                .containsEntry(".well-known/security.txt", Kind.ROOT_FILE)
                .containsEntry(".git/", Kind.LEFT_OUT);
    }

    @Test
    void pagesAndDocumentsHaveTheirAddresses() throws Exception {
        write(
                "_config.yml",
                "permalink: pretty\ncollections:\n  docs: {output: true}\n  wiki: {output: true, permalink: '/:collection/:path.html'}");
        page("about.md", "");
        page("team/index.md", "");
        page("team/me.html", "");
        page("old.md", "permalink: /new/place.html");
        page("index.html", "");
        page("tags.html", "");
        page("_docs/a/b.md", "");
        page("_wiki/河.md", "");

        Map<String, String> addresses = site().files().stream()
                .filter(file -> file.address() != null && file.kind() != SiteFile.Kind.LEFT_OUT)
                .collect(Collectors.toMap(SiteFile::name, file -> String.valueOf(file.address())));

        assertThat(addresses)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "about.md", "/about/",
                        "team/index.md", "/team/",
                        "team/me.html", "/team/me/",
                        "old.md", "/new/place.html",
                        "_docs/a/b.md", "/docs/a/b/",
                        "_wiki/河.md", "/wiki/河.html"));
        assertThat(file("index.html").why()).isEqualTo("Dibao has its own page at /");
        assertThat(file("tags.html").why()).contains("/tags/");
    }

    @Test
    void whatTheSettingsGiveIsAddedAndWhatTheFileSaysCounts() throws Exception {
        write("_config.yml", """
                defaults:
                  - {scope: {path: ""}, values: {author: Desk, lang: en, image: {path: /a.png, alt: A}}}
                  - {scope: {path: "", type: posts}, values: {author: Posts, layout: page}}
                  - {scope: {path: _posts/de}, values: {lang: de}}
                  - {scope: {path: "*/x*.md"}, values: {author: X}}
                """);
        write("_posts/2026-01-01-a.md", "---\ntitle: A\nimage:\n  alt: Mine\n---\ntext\n");
        write("_posts/de/2026-01-02-b.md", "---\ntitle: B\nauthor: Me\n---\ntext\n");
        write("sub/x1.md", "---\ntitle: X\n---\ntext\n");

        assertThat(content("_posts/2026-01-01-a.md"))
                .contains("author: \"Posts\"", "lang: \"en\"", "layout: \"post\"")
                .contains("image: {\"path\": \"/a.png\", \"alt\": \"Mine\"}")
                .endsWith("---\ntext\n");
        assertThat(content("_posts/de/2026-01-02-b.md"))
                .contains("lang: \"de\"")
                .doesNotContain("Posts");
        assertThat(content("sub/x1.md")).contains("author: \"X\"", "layout: \"page\"", "permalink: \"/sub/x1.html\"");
    }

    @Test
    void templatesFindNoPostThatIsNotPublished() throws Exception {
        write("_config.yml", "");
        write(
                "about.md",
                "---\ntitle: All\n---\n{% for post in site.posts %}{{ post.url }}{% endfor %}" + "Text. ".repeat(99));
        write("_posts/2026-01-01-a.md", "---\ntitle: A\n---\n");
        write("_posts/2026-01-02-b.md", "---\ntitle: B\npublished: false\n---\n");

        assertThat(new String(SiteIndex.of(site()).orElseThrow(), StandardCharsets.UTF_8))
                .contains("2026-01-01-a.md")
                .doesNotContain("2026-01-02-b.md");
    }

    @Test
    void whereDibaoHasAFileOfItsOwnThatOfTheSiteIsLeftOut() throws Exception {
        write("_config.yml", "");
        write("favicon.ico", "x");
        write("tags/a.png", "x");
        write("assets/a.png", "x");

        assertThat(kinds())
                .containsEntry("favicon.ico", Kind.LEFT_OUT)
                .containsEntry("tags/a.png", Kind.LEFT_OUT)
                .containsEntry("assets/a.png", Kind.ASSET);
    }

    @Test
    void aListOfArticlesLeadsToTheOneThatIsAlwaysUpToDate() throws Exception {
        write("_config.yml", "");
        write(
                "archives.html",
                "---\ntitle: All\n---\n<ul>{% for post in site.posts %}<li>{{ post.title }}</li>{% endfor %}</ul>");
        write(
                "about.md",
                "---\n---\n# About us\n{% for post in site.posts limit: 3 %}x{% endfor %}" + "Long text. ".repeat(50));

        assertThat(file("archives.html").added()).containsEntry("redirect_to", "/archive.html");
        assertThat(file("about.md").added()).doesNotContainKey("redirect_to").containsEntry("title", "About us");
    }

    @Test
    void frontMatterOfAnyFormTakesMore() throws Exception {
        FrontMatter flow = FrontMatter.of("---\n{title: A, tags: [x]}\n---\nb").orElseThrow();

        assertThat(FrontMatter.of(flow.with(Map.of("layout", "page")))
                        .orElseThrow()
                        .fields())
                .containsEntry("title", "A")
                .containsEntry("layout", "page")
                .containsKey("tags");
        assertThat(FrontMatter.of("---\n---\n").orElseThrow().with(Map.of("a", "x\u2028\"\n")))
                .isEqualTo("---\na: \"x\\u2028\\\"\\n\"\n---\n");
    }

    @Test
    void nothingIsReadThroughALinkOutOfTheFolder() throws Exception {
        write("_config.yml", "");
        Path secret = Files.writeString(folder.resolve("secret.md"), "---\ntitle: Secret\n---\n");
        Files.createSymbolicLink(root().resolve("leak.md"), secret);
        Files.createSymbolicLink(root().resolve("up"), folder);
        Files.createDirectories(root().resolve("_data"));
        Files.createSymbolicLink(root().resolve("_data/x.yml"), secret);
        page("about.md", "");
        Files.createSymbolicLink(root().resolve("again.md"), root().resolve("about.md"));

        assertThat(kinds())
                .containsEntry("leak.md", Kind.LEFT_OUT)
                .containsEntry("up", Kind.LEFT_OUT)
                .containsEntry("_data/x.yml", Kind.LEFT_OUT)
                .containsEntry("again.md", Kind.PAGE);
    }

    @Test
    void settingsThatAreNoYamlAndTooManyFilesAreSaid() throws Exception {
        write("_config.yml", "a: [");
        assertThatThrownBy(this::site).isInstanceOf(Yaml.Fault.class);
        write("_config.yml", "a: " + "[".repeat(10_000));
        assertThatThrownBy(this::site).isInstanceOf(Yaml.Fault.class);
        write(
                "_config.yml",
                "a: &a [x, x, x]\nb: &b [" + "*a, ".repeat(300) + "x]\nc: &c [" + "*b, ".repeat(300) + "x]\nd: ["
                        + "*c, ".repeat(300) + "x]");
        assertThatThrownBy(this::site).isInstanceOf(Yaml.Fault.class);
        write("_config.yml", "");
        page("a.md", "");
        page("b.md", "");
        assertThatThrownBy(() -> JekyllSite.read(root(), 2)).hasMessageContaining("--max-files");
    }

    private Path root() {
        return folder.resolve("site");
    }

    private JekyllSite site() throws IOException, Yaml.Fault {
        return JekyllSite.read(root(), 1000);
    }

    private SiteFile file(String name) throws IOException, Yaml.Fault {
        return site().files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String content(String name) throws IOException, Yaml.Fault {
        return new String(JekyllSite.content(file(name)), StandardCharsets.UTF_8);
    }

    private Map<String, Kind> kinds() throws IOException, Yaml.Fault {
        return site().files().stream().collect(Collectors.toMap(SiteFile::name, SiteFile::kind));
    }

    private void page(String name, String field) throws IOException {
        write(name, "---\ntitle: X\n" + field + "\n---\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
