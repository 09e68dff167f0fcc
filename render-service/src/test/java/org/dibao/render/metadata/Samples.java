package org.dibao.render.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.BodyLimits;
import org.dibao.render.body.BodyOptions;
import org.dibao.render.body.BodyRenderer;
import org.dibao.render.body.BodyTexts;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SourceLine;
import org.jspecify.annotations.Nullable;

/** Two articles, one in Chinese, one in English, and hostile ones. */
public final class Samples {
    public static final SiteSettings CHINESE_SITE = SiteSettings.builder()
            .title("江畔日报")
            .description("写给住在江边的人")
            .language("zh-CN")
            .baseUrl("https://news.example.cn")
            .timeZone("Asia/Shanghai")
            .build();
    public static final SiteSettings ENGLISH_SITE = SiteSettings.builder()
            .title("The Riverside")
            .description("News & notes")
            .language("en")
            .baseUrl("https://riverside.example.org:8443")
            .timeZone("Europe/London")
            .build();

    private static final BodyOptions OPTIONS = new BodyOptions(
            Set.of(), "", false, new BodyTexts("", "", "", "", "", "", ""), Set.of(), BodyLimits.DEFAULT);

    private Samples() {}

    /** With this source, and with the body as it was submitted unless there are pictures in it. */
    public static Story story(SiteSettings site, Article article, @Nullable String source) {
        String text = org.jsoup.Jsoup.parseBodyFragment(article.html()).text();
        RenderedBody body = BodyRenderer.of(article.html(), OPTIONS);
        return Story.of(
                site,
                article,
                new RenderedBody(
                        body.pictures().isEmpty() ? article.html() : body.html(),
                        body.pictures(),
                        List.of(),
                        1,
                        source == null ? null : new SourceLine(source, null),
                        text,
                        text));
    }

    /** Accepted as an archive years later, and as it was since. */
    public static Article chinese() {
        return ArticleBuilder.builder()
                .id(new ArticleId("2022-01-25-渡口"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/dukou/2022/01/25/渡口重开.html"))
                .title("渡口重开：“一河两岸”又近了")
                .date(OffsetDateTime.parse("2022-01-25T09:36:15+08:00"))
                .acceptedAt(Instant.parse("2026-03-01T00:00:00Z"))
                .modifiedAt(Instant.parse("2026-03-01T00:00:00Z"))
                .categories(List.of("渡口"))
                .tags(List.of("交通", "老街"))
                .layout("post")
                .html("<p class=\"em_media\">（江畔日报记者 何苗）</p>\n<p>停了三年的轮渡，今早七点开出了第一班。码头上排队的人比船上的座位多一倍。</p>"
                        + "<p><img src=\"/media/渡船.jpg\" alt=\"渡船\"><a href=\"shike.html#zao\">时刻表</a></p>")
                .by("desk")
                .build();
    }

    /** Revised once. */
    public static Article english() {
        return ArticleBuilder.builder()
                .id(new ArticleId("flood-gates"))
                .revision(new Revision(2))
                .path(new ArticlePath("/river/2026/07/04/flood-gates.html"))
                .title("Flood gates <open> & close")
                .date(OffsetDateTime.parse("2026-07-04T06:00:00Z"))
                .acceptedAt(Instant.parse("2026-07-04T06:00:01.5Z"))
                .modifiedAt(Instant.parse("2026-07-05T11:30:00.25Z"))
                .categories(List.of("River"))
                .tags(List.of("town hall"))
                .authors(List.of("Ann Lee", "B. Okoro"))
                .excerpt("The gates opened at dawn; nobody had told the ducks.")
                .lang("en-GB")
                .image("../../../media/gates.png")
                .html(
                        "<p>The gates opened at <em>dawn</em>.<sup><a href=\"#fn-1\">1</a></sup></p><p><a href=\"mailto:desk@example.org\">Write to us</a>"
                                + " or see <a href=\"?print\">this</a>.</p>")
                .by("desk")
                .build();
    }

    public static Article with(Article a, String title, String html) {
        return ArticleBuilder.builder(a).title(title).html(html).build();
    }

    public static Article at(Article a, String path) {
        return ArticleBuilder.builder(a).path(new ArticlePath(path)).build();
    }

    public static Article as(Article a, @Nullable String layout) {
        return ArticleBuilder.builder(a).layout(layout).build();
    }

    /** Everything in it is what a vandal would send. */
    public static Article hostile(String text) {
        return ArticleBuilder.builder()
                .id(new ArticleId("x"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/a&b/<c>'\".html"))
                .title(text)
                .date(OffsetDateTime.parse("2026-01-01T00:00:00-05:00"))
                .acceptedAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .categories(List.of(text, "ok"))
                .tags(List.of(text))
                .authors(List.of(text, text))
                .excerpt(text.isBlank() ? null : text)
                .lang(text)
                .image(text)
                .layout(text)
                .html("<p>" + text + "</p><img src=\"" + text.replace("\"", "&quot;") + "\">" + text)
                .by(text)
                .build();
    }

    /**
     * Compares with a file under {@code src/test/resources/golden}; {@code -Ddibao.golden.write=true} writes those that are
     * missing, and never over one that is there.
     */
    public static void isGolden(String name, String text) {
        Path file = Path.of("src/test/resources/golden").resolve(name);
        try {
            if (Boolean.getBoolean("dibao.golden.write") && !Files.exists(file)) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, text);
            }
            assertThat(text).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
