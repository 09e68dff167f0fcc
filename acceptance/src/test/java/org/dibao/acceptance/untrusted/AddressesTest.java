package org.dibao.acceptance.untrusted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.acceptance.untrusted.HostileAddress.Form;
import org.dibao.contract.article.Article;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.fields.Refused;
import org.dibao.render.feed.FeedFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An address of a scheme that is not allowed gets onto no page and into no feed, wherever it is written and however it is disguised. */
class AddressesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ArticleReader READER = new ArticleReader(ArticleLimits.DEFAULT);

    private static final List<String> HTML = List.of(
            "<p><a href=\"%s\">x</a></p>",
            "<p><a rel=author href='%s'>x</a></p>",
            "<p><a href=%s>x</a></p>",
            "<p><a href=\"https://e.example/\" ping=\"%s\">x</a></p>",
            "<img src=\"%s\" alt=\"\">",
            "<img src=\"/a.png\" longdesc=\"%s\" lowsrc=\"%<s\" dynsrc=\"%<s\" usemap=\"%<s\">",
            "<img src=\"/a.png\" srcset=\"%s\">",
            "<img src=\"/a.png\" srcset=\"/b.png 1x, %s 2x\">",
            "<picture><source srcset=\"%s\"><img src=\"/a.png\"></picture>",
            "<picture><source srcset=\"%s 100w, /b.png 200w\"><img src=\"/a.png\"></picture>",
            "<video src=\"%s\" poster=\"%<s\" controls></video>",
            "<video src=\"/a.mp4\" poster=\"%s\"></video>",
            "<video><source src=\"%s\"><source src=\"/b.mp4\"><track src=\"%<s\" srclang=\"en\"></video>",
            "<audio src=\"%s\"></audio>",
            "<blockquote cite=\"%s\"><p>x</p></blockquote>",
            "<p><q cite=\"%s\">x</q> <del cite=\"%<s\">y</del> <ins cite=\"%<s\">z</ins></p>",
            "<form action=\"%s\"><button formaction=\"%<s\">x</button><input type=image src=\"%<s\"></form>",
            "<iframe src=\"%s\"></iframe>",
            "<iframe src=\"https://e.example/\" title=\"%s\"></iframe>",
            "<object data=\"%s\"></object><embed src=\"%<s\">",
            "<svg><a xlink:href=\"%s\"><text>x</text></a><image href=\"%<s\"/><use href=\"%<s\"/></svg>",
            "<math><mi href=\"%s\">x</mi></math>",
            "<map name=m><area href=\"%s\"></map>",
            "<table background=\"%s\"><tr><td background=\"%<s\">x</td></tr></table>",
            "<p>来源：<a href=\"%s\">某报</a></p>",
            "<p><a href=\"%s\">%<s</a></p>",
            "<base href=\"%s\"><link rel=stylesheet href=\"%<s\"><meta http-equiv=refresh content=\"0;url=%<s\">");

    private static final List<String> MARKDOWN = List.of(
            "[x](%s)",
            "[x](<%s>)",
            "[x](%s \"title\")",
            "![x](%s)",
            "![x](<%s>)",
            "[x][a%2$d]\n\n[a%2$d]: %1$s",
            "[x][b%2$d]\n\n[b%2$d]: <%1$s> 'title'",
            "<%s>",
            "%s",
            "[x](https://e.example/){: href=\"%s\"}",
            "![x](/a.png){: src=\"%s\" srcset=\"%<s 2x\"}",
            "{%% image \"%s\" \"x\" %%}",
            "[x]({%% post_url %s %%})",
            "[x]({%% link %s %%})",
            "[x]({{ \"%s\" }})",
            "<div markdown=\"1\">\n[x](%s)\n</div>",
            "| a |\n|---|\n| [x](%s) |",
            "> [x](%s)\n\n1. ![y](%<s)",
            "x[^1]\n\n[^1]: [y](%s)");

    private static final List<String> FIELDS = List.of(
            "\"image\": \"%s\"",
            "\"image\": {\"path\": \"%s\"}",
            "\"image\": {\"url\": \"%s\", \"height\": 3}",
            "\"canonical_url\": \"%s\"",
            "\"source\": \"%s\"",
            "\"source\": {\"name\": \"x\", \"url\": \"%s\"}",
            "\"source_url\": \"%s\"",
            "\"origin\": {\"name\": \"x\", \"url\": \"%s\"}",
            "\"redirect_from\": \"%s\"");

    private static final List<String> SETTINGS = List.of(
            "\"menu\": [{\"title\": \"x\", \"href\": \"%s\"}]",
            "\"logo\": \"%s\"", "\"baseUrl\": \"%s\"", "\"formerHosts\": [\"%s\"]");
    private static final List<String> WORDS_OF_SETTINGS = List.of(
            "\"imprint\": {\"icp\": \"%s\", \"publicSecurity\": \"%<s\", \"licence\": \"%<s\", \"reportPhone\": \"%<s\", \"copyright\": \"%<s\"}",
            "\"categories\": {\"x\": {\"name\": \"y\", \"mergedInto\": \"%s\"}}");

    static Stream<HostileAddress> disguises() {
        return Stream.of(Form.values())
                .flatMap(form ->
                        Arrays.stream(HostileAddress.characters()).mapToObj(c -> new HostileAddress("", c, form)));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void noneIsShownOfABodyThatIsSent(HostileAddress disguise) {
        StringBuilder html = new StringBuilder("---\ntitle: A\n---\n");
        StringBuilder body = new StringBuilder(html);
        int number = 0;
        for (HostileAddress hostile : HostileAddress.with(disguise.character(), disguise.form())) {
            HTML.forEach(
                    place -> html.append(String.format(place, hostile.text())).append("\n\n"));
            for (String place : MARKDOWN) {
                body.append(String.format(place, hostile.text(), ++number)).append("\n\n");
            }
        }
        body(ContentKind.HTML, html.toString());
        body(ContentKind.MARKDOWN, body.toString());
        if (disguise.form() == Form.ITSELF) {
            body(ContentKind.MARKDOWN, html.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void noneIsShownOfABodyThatWasStoredOnce(HostileAddress disguise) {
        StringBuilder body = new StringBuilder();
        for (HostileAddress hostile : HostileAddress.with(disguise.character(), disguise.form())) {
            HTML.forEach(
                    place -> body.append(String.format(place, hostile.text())).append("\n\n"));
        }
        harmless(Published.stored(body.toString(), "/a.png", Map.of()));
        for (HostileAddress hostile : HostileAddress.with(disguise.character(), disguise.form())) {
            harmlessFields(Published.stored("<p>x</p>", hostile.text(), Map.of("canonical_url", hostile.text())));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ITSELF", "DECIMAL_ENTITY", "PERCENT"}) // here entities are only text
    void noneIsShownOfAnArticlesFields(Form form) {
        for (int c : HostileAddress.characters()) {
            for (HostileAddress hostile : HostileAddress.with(c, form)) {
                String text = quoted(hostile.text());
                for (String field : FIELDS) {
                    String line = String.format(field, text);
                    fields(ContentKind.JSON, "{\"title\": \"A\", \"body\": \"x\", " + line + "}");
                    // JSON is YAML too.
                    fields(ContentKind.MARKDOWN, "---\n{\"title\": \"A\", " + line + "}\n---\nx");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ITSELF", "DECIMAL_ENTITY", "PERCENT"})
    void noneIsShownOfASitesSettings(Form form) {
        Article article = Published.stored("<p>x</p>", "/a.png", Map.of());
        for (int c : HostileAddress.characters()) {
            List<HostileAddress> all = HostileAddress.with(c, form);
            all.forEach(hostile -> SETTINGS.forEach(setting -> settings(setting, hostile, article)));
            WORDS_OF_SETTINGS.forEach(setting -> settings(setting, all.getFirst(), article));
        }
    }

    private static void settings(String setting, HostileAddress hostile, Article article) {
        String json = "{" + String.format(setting, quoted(hostile.text())) + "}";
        SiteSettings site;
        try {
            site = new SiteReader().read(json.getBytes(StandardCharsets.UTF_8));
        } catch (Refused e) {
            return;
        }
        assertThat(RefusedAddresses.inPage(Published.page(site, article)))
                .as(json)
                .isEmpty();
    }

    /** If ingest takes it, nothing that render makes of it holds a refused address. */
    private static void body(ContentKind kind, String content) {
        ReadResult.Read read = read(kind, content);
        if (read != null) {
            assertThat(RefusedAddresses.inPage(read.html()))
                    .as("ingest, %s", kind)
                    .isEmpty();
            harmless(Published.article(read.given(), read.html()));
        }
    }

    private static void fields(ContentKind kind, String content) {
        ReadResult.Read read = read(kind, content);
        if (read != null) {
            Article article = Published.article(read.given(), read.html());
            Map<String, @Nullable Object> shown = new HashMap<>();
            shown.put("image", article.image());
            shown.put("url", article.origin() == null ? null : article.origin().url());
            assertThat(RefusedAddresses.inJson(Json.text(shown))).as(content).isEmpty();
            harmlessFields(article);
        }
    }

    private static ReadResult.@Nullable Read read(ContentKind kind, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return READER.read(new Upload(kind, bytes, null, null), NOW) instanceof ReadResult.Read read ? read : null;
    }

    private static void harmless(Article article) {
        List<String> found = new ArrayList<>(RefusedAddresses.inPage(Published.page(SiteSettings.DEFAULT, article)));
        Published.feeds(article).forEach((format, feed) -> found.addAll(RefusedAddresses.inFeed(format, feed)));
        assertThat(found).isEmpty();
    }

    /** Where an article's fields are shown, its page and those that show it among others. */
    private static void harmlessFields(Article article) {
        List<String> found = new ArrayList<>(RefusedAddresses.inPage(Published.page(SiteSettings.DEFAULT, article)));
        found.addAll(RefusedAddresses.inPage(Published.front(article)));
        found.addAll(RefusedAddresses.inFeed(FeedFormat.JSON, Published.feed(FeedFormat.JSON, article)));
        assertThat(found).isEmpty();
    }

    private static String quoted(String text) {
        String json = Json.text(text);
        return json.substring(1, json.length() - 1);
    }
}
