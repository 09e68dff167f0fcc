package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of sites of other programs, before anything is sent. */
class DoorsTest extends ImportedSite {
    @Test
    void aHugoSiteHasItsAddressesFilesAndShortcodes() throws IOException {
        write("hugo.toml", """
                baseURL = "https://river.example/"
                title = "River"
                languageCode = "zh-CN"
                timeZone = "Asia/Shanghai"
                [pagination]
                pagerSize = 12
                [permalinks.page]
                notes = "/:year/:month/:slug/"
                [[menus.main]]
                name = "About"
                pageRef = "/about"
                """);
        write("content/about.md", "---\ntitle: About\n---\nSee [the ferry](posts/Ferry%20Boat/index.md).\n");
        write("content/posts/Ferry Boat/index.md", """
                +++
                title = "Ferry \\"boat\\""
                date = 2026-01-02T08:00:00+08:00
                tags = ["river"]
                aliases = ["/old/", "older"]
                draft = false
                series = ["one"]
                [cover]
                image = "a.jpg"
                +++
                {{< figure src="a.jpg" caption="At <dawn>" >}}
                {{< youtube abc >}} and {{%/* shown */%}} {{< box >}}*inner*{{< /box >}} [x]({{< ref "about.md" >}})
                """);
        write("content/posts/Ferry Boat/a.jpg", "x");
        write(
                "content/notes/n.html",
                "{\"title\": \"N\", \"date\": \"2026-03-04\", \"slug\": \"s\"}\n<p>{{ raw }} {% endraw %}</p>");
        write("content/posts/_index.md", "---\ntitle: Posts\n---\n");
        write("static/img/b.png", "x");
        write("static/assets/c.png", "x");

        ReadSite site = read();

        JsonNode boat = site.documents().get("content/posts/Ferry Boat/index.md");
        assertThat(boat.path("permalink").asString()).isEqualTo("/posts/ferry-boat/");
        assertThat(boat.path("id").asString()).isEqualTo("posts.Ferry Boat");
        assertThat(boat.path("title").asString()).isEqualTo("Ferry \"boat\"");
        assertThat(boat.path("date").asString()).isEqualTo("2026-01-02T08:00:00+08:00");
        assertThat(boat.path("redirect_from").toString()).isEqualTo("[\"/old/\",\"/posts/ferry-boat/older\"]");
        assertThat(boat.path("image").asString()).isEqualTo("/posts/ferry-boat/a.jpg");
        assertThat(boat.at("/extra/series").toString()).isEqualTo("[\"one\"]");
        assertThat(boat.path("body").asString())
                .contains(
                        "<figcaption markdown=\"span\">At &lt;dawn></figcaption>",
                        "<https://www.youtube.com/watch?v=abc>")
                .contains("{{% shown %}} *inner* [x](/about/)")
                .startsWith("{% raw %}");
        JsonNode note = site.documents().get("content/notes/n.html");
        assertThat(note.path("permalink").asString()).isEqualTo("/2026/03/s/");
        assertThat(note.path("body").asString())
                .isEqualTo("{% raw %}<p>{{ raw }} {% endraw %}{{ \"{\" }}{% raw %}% endraw %}</p>{% endraw %}");
        assertThat(site.documents().get("content/about.md").path("layout").asString())
                .isEqualTo("page");
        assertThat(site.of(SiteFile.Kind.ASSET).map(SiteFile::address))
                .containsExactlyInAnyOrder("/posts/ferry-boat/a.jpg", "/img/b.png", "/assets/c.png");
        assertThat(site.settings(Clock.systemUTC()).patch().toString())
                .contains(
                        "\"baseUrl\":\"https://river.example\"",
                        "\"language\":\"zh-CN\"",
                        "\"pageSize\":12",
                        "\"href\":\"/about\"");
        assertThat(site.settings(Clock.systemUTC()).notes()).anyMatch(note2 -> note2.contains("box"));
    }

    @Test
    void aHexoSiteHasItsAddressesPicturesAndTags() throws IOException {
        write("_config.yml", """
                title: 江
                url: https://river.example
                permalink: :year/:category/:title.html
                category_map: {江河: river}
                post_asset_folder: true
                """);
        write("source/_posts/ferry.md", """
                title: 渡船
                date: 2026-01-02 08:00:00
                categories: [[江河, 船]]
                sticky: 2
                ---
                {% asset_img dawn.jpg %} {% post_link ferry that %}
                {% note info %}*inner*{% endnote %} `{% kept %}`
                """);
        write("source/_posts/ferry/dawn.jpg", "x");
        write("source/_drafts/later.md", "---\ntitle: Later\n---\n");
        write("source/about/index.md", "---\ntitle: About\n---\n");
        write("source/tags/index.md", "---\ntitle: Tags\ntype: tags\n---\n");
        write("source/img/a.png", "x");

        ReadSite site = read();

        JsonNode ferry = site.documents().get("source/_posts/ferry.md");
        assertThat(ferry.path("permalink").asString()).isEqualTo("/2026/river/船/ferry.html");
        assertThat(ferry.path("categories").toString()).isEqualTo("[\"江河\",\"船\"]");
        assertThat(ferry.path("pinned").asBoolean()).isTrue();
        assertThat(ferry.path("body").asString())
                .contains("![](/2026/river/船/dawn.jpg) [that](/2026/river/船/ferry.html)", "*inner* `{% kept %}`");
        assertThat(site.documents().get("source/_drafts/later.md").path("draft").asBoolean())
                .isTrue();
        assertThat(site.documents()
                        .get("source/about/index.md")
                        .path("permalink")
                        .asString())
                .isEqualTo("/about/");
        assertThat(site.of(SiteFile.Kind.ASSET).map(SiteFile::address))
                .containsExactlyInAnyOrder("/2026/river/船/dawn.jpg", "/img/a.png");
        assertThat(site.of(SiteFile.Kind.LEFT_OUT).map(SiteFile::name)).contains("source/tags/index.md");
    }

    private static final String ITEM = """
            <item><title>%1$s</title><link>https://river.example//2026/01/%2$s/</link><dc:creator>ann</dc:creator>
            <content:encoded><![CDATA[%3$s]]></content:encoded><excerpt:encoded></excerpt:encoded>
            <wp:post_id>%2$s</wp:post_id><wp:post_date>2026-01-02 08:00:00</wp:post_date><wp:post_date_gmt>2026-01-02 00:00:00</wp:post_date_gmt>
            <wp:post_name>%2$s</wp:post_name><wp:status>publish</wp:status><wp:post_type>%4$s</wp:post_type>
            <category domain="category" nicename="boats"><![CDATA[Boats]]></category>%5$s</item>
            """;

    private static String wordPress(String head, String items) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>%s
                <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
                <title>River</title><language>en-GB</language><wp:base_blog_url>https://river.example</wp:base_blog_url>
                <wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann B.</wp:author_display_name></wp:author>
                <wp:category><wp:category_nicename>river</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name>River</wp:cat_name></wp:category>
                <wp:category><wp:category_nicename>boats</wp:category_nicename><wp:category_parent>river</wp:category_parent><wp:cat_name>Boats</wp:cat_name></wp:category>
                %s</channel></rss>
                """.formatted(head, items);
    }

    @Test
    void aWordPressExportHasPostsWithParagraphsCaptionsAndFiles() throws IOException {
        write(
                "export.xml",
                wordPress(
                        "",
                        ITEM.formatted(
                                        "Ferry",
                                        "7",
                                        "One\ntwo\n\n[caption id=\"a\"]<img src=\"https://river.example/wp-content/uploads/a.jpg\"> Dawn[/caption]\n\n[gallery ids=\"9\"] [sic] [poll id=\"3\"]",
                                        "post",
                                        "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>")
                                + ITEM.formatted(
                                        "a",
                                        "9",
                                        "",
                                        "attachment",
                                        "<wp:attachment_url>https://river.example/wp-content/uploads/a.jpg</wp:attachment_url>")
                                + ITEM.formatted("Menu", "8", "", "nav_menu_item", "")));
        write("uploads/a.jpg", "x");

        ReadSite site = read();

        JsonNode ferry = site.documents().get("post 7");
        assertThat(ferry.path("permalink").asString()).isEqualTo("/2026/01/7/");
        assertThat(ferry.path("date").asString()).isEqualTo("2026-01-02 00:00:00 +0000");
        assertThat(ferry.path("authors").toString()).isEqualTo("[\"Ann B.\"]");
        assertThat(ferry.path("categories").toString()).isEqualTo("[\"River\",\"Boats\"]");
        assertThat(ferry.path("body").asString())
                .contains("<p>One<br>\ntwo</p>", "<figure>", "<img src=\"/wp-content/uploads/a.jpg\">")
                .contains(
                        "<figcaption>\nDawn\n</figcaption>",
                        "<p>\n<img src=\"/wp-content/uploads/a.jpg\" alt=\"\">\n</p>",
                        "[sic]")
                .doesNotContain("poll");
        assertThat(site.of(SiteFile.Kind.ASSET).map(SiteFile::address)).containsExactly("/wp-content/uploads/a.jpg");
        assertThat(site.redirects()).extracting(ReadSite.Redirect::from).containsExactly("/?p=7");
        assertThat(site.settings(Clock.systemUTC()).notes())
                .anyMatch(note -> note.startsWith("1 comment is"))
                .anyMatch(note -> note.contains("poll"));
    }

    @Test
    void anExportCannotReadOtherFilesOrGrowWithoutEnd() throws IOException {
        write("secret.txt", "secret");
        write(
                "export.xml",
                wordPress(
                        "<!DOCTYPE rss [<!ENTITY x SYSTEM \""
                                + folder.resolve("secret.txt").toUri() + "\">]>",
                        ITEM.formatted("&x;", "7", "", "post", "")));

        assertThatThrownBy(this::read).isInstanceOf(CommandFailed.class).hasMessageContaining("XML");
    }

    @Test
    void aGhostExportHasItsPostsWhateverTheyAreWrittenIn() throws IOException {
        write("river.ghost.json", """
                {"db":[{"meta":{"exported_on":1,"version":"5.0"},"data":{
                 "posts":[
                  {"id":"1","uuid":"u1","title":"Ferry","slug":"ferry","status":"published","type":"post","visibility":"public","featured":1,
                   "html":"<p><img src=\\"__GHOST_URL__/content/images/a.jpg\\"></p>","feature_image":"__GHOST_URL__/content/images/a.jpg","published_at":"2026-01-02T00:00:00.000Z"},
                  {"id":"2","uuid":"u2","title":"About","slug":"about","status":"published","type":"page",
                   "lexical":"{\\"root\\":{\\"children\\":[{\\"type\\":\\"paragraph\\",\\"children\\":[{\\"type\\":\\"text\\",\\"text\\":\\"A <b>\\",\\"format\\":1}]},{\\"type\\":\\"image\\",\\"src\\":\\"/b.png\\"},{\\"type\\":\\"odd\\"}]}}"},
                  {"id":"3","uuid":"u3","title":"Old","slug":"old","status":"draft",
                   "mobiledoc":"{\\"markups\\":[[\\"a\\",[\\"href\\",\\"/x\\"]]],\\"cards\\":[[\\"hr\\",{}]],\\"sections\\":[[1,\\"p\\",[[0,[0],1,\\"link\\"]]],[10,0]]}"},
                  {"id":"4","uuid":"u4","title":"Paid","slug":"paid","status":"published","visibility":"paid","html":"<p>x</p>"}],
                 "tags":[{"id":"t","name":"River"},{"id":"h","name":"#hidden"}],"posts_tags":[{"post_id":"1","tag_id":"t","sort_order":0},{"post_id":"1","tag_id":"h","sort_order":1}],
                 "users":[{"id":"a","name":"Ann"}],"posts_authors":[{"post_id":"1","author_id":"a"}],
                 "settings":[{"key":"title","value":"River"},{"key":"timezone","value":"Etc/UTC"}]}}]}
                """);
        write("content/images/a.jpg", "x");
        write("content/images/size/w600/a.jpg", "x");

        ReadSite site = read();

        JsonNode ferry = site.documents().get("post ferry");
        assertThat(ferry.path("permalink").asString()).isEqualTo("/ferry/");
        assertThat(ferry.path("tags").toString()).isEqualTo("[\"River\"]");
        assertThat(ferry.path("authors").toString()).isEqualTo("[\"Ann\"]");
        assertThat(ferry.path("image").asString()).isEqualTo("/content/images/a.jpg");
        assertThat(ferry.path("body").asString()).isEqualTo("<p><img src=\"/content/images/a.jpg\"></p>");
        assertThat(site.documents().get("page about").path("body").asString())
                .contains("<p><strong>A &lt;b&gt;</strong></p>", "<img src=\"/b.png\" alt=\"\">");
        assertThat(site.documents().get("post old").path("body").asString())
                .contains("<a href=\"/x\">link</a>", "<hr>");
        assertThat(site.documents().get("post old").path("draft").asBoolean()).isTrue();
        assertThat(site.documents().get("post paid").path("draft").asBoolean()).isTrue();
        assertThat(site.of(SiteFile.Kind.ASSET).map(SiteFile::address)).containsExactly("/content/images/a.jpg");
        assertThat(site.settings(Clock.systemUTC()).notes())
                .anyMatch(note -> note.contains("odd"))
                .anyMatch(note -> note.startsWith("1 post was for members"));
    }
}
