package org.dibao.render.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.Body;
import org.dibao.render.body.SourceLine;
import org.jspecify.annotations.Nullable;

/** Two articles, one in Chinese, one in English, and hostile ones. */
public final class Samples {
    public static final SiteSettings CHINESE_SITE =
            new SiteSettings("江畔日报", "写给住在江边的人", "zh-CN", "https://news.example.cn", "Asia/Shanghai", null, 0);
    public static final SiteSettings ENGLISH_SITE = new SiteSettings(
            "The Riverside", "News & notes", "en", "https://riverside.example.org:8443", "Europe/London", null, 0);

    private Samples() {}

    /** With the body as it was submitted, and this source. */
    public static Story story(SiteSettings site, Article article, @Nullable String source) {
        String text = org.jsoup.Jsoup.parseBodyFragment(article.html()).text();
        return Story.of(
                site,
                article,
                new Body(
                        article.html(),
                        List.of(),
                        1,
                        source == null ? null : new SourceLine(source, null),
                        false,
                        text));
    }

    /** Accepted as an archive years later, and as it was since. */
    public static Article chinese() {
        return new Article(
                new ArticleId("2022-01-25-渡口"),
                Revision.FIRST,
                new ArticlePath("/dukou/2022/01/25/渡口重开.html"),
                "渡口重开：“一河两岸”又近了",
                OffsetDateTime.parse("2022-01-25T09:36:15+08:00"),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"),
                List.of("渡口"),
                List.of("交通", "老街"),
                List.of(),
                null,
                null,
                null,
                "post",
                Map.of(),
                "<p class=\"em_media\">（江畔日报记者 何苗）</p>\n<p>停了三年的轮渡，今早七点开出了第一班。码头上排队的人比船上的座位多一倍。</p>"
                        + "<p><img src=\"/media/渡船.jpg\" alt=\"渡船\"><a href=\"shike.html#zao\">时刻表</a></p>",
                "desk");
    }

    /** Revised once. */
    public static Article english() {
        return new Article(
                new ArticleId("flood-gates"),
                new Revision(2),
                new ArticlePath("/river/2026/07/04/flood-gates.html"),
                "Flood gates <open> & close",
                OffsetDateTime.parse("2026-07-04T06:00:00Z"),
                Instant.parse("2026-07-04T06:00:01.5Z"),
                Instant.parse("2026-07-05T11:30:00.25Z"),
                List.of("River"),
                List.of("town hall"),
                List.of("Ann Lee", "B. Okoro"),
                "The gates opened at dawn; nobody had told the ducks.",
                "en-GB",
                "../../../media/gates.png",
                null,
                Map.of(),
                "<p>The gates opened at <em>dawn</em>.<sup><a href=\"#fn-1\">1</a></sup></p><p><a href=\"mailto:desk@example.org\">Write to us</a>"
                        + " or see <a href=\"?print\">this</a>.</p>",
                "desk");
    }

    public static Article with(Article a, String title, String html) {
        return new Article(
                a.id(),
                a.revision(),
                a.path(),
                title,
                a.date(),
                a.acceptedAt(),
                a.modifiedAt(),
                a.categories(),
                a.tags(),
                a.authors(),
                a.excerpt(),
                a.lang(),
                a.image(),
                a.layout(),
                a.extra(),
                html,
                a.by());
    }

    public static Article at(Article a, String path) {
        return new Article(
                a.id(),
                a.revision(),
                new ArticlePath(path),
                a.title(),
                a.date(),
                a.acceptedAt(),
                a.modifiedAt(),
                a.categories(),
                a.tags(),
                a.authors(),
                a.excerpt(),
                a.lang(),
                a.image(),
                a.layout(),
                a.extra(),
                a.html(),
                a.by());
    }

    public static Article as(Article a, @Nullable String layout) {
        return new Article(
                a.id(),
                a.revision(),
                a.path(),
                a.title(),
                a.date(),
                a.acceptedAt(),
                a.modifiedAt(),
                a.categories(),
                a.tags(),
                a.authors(),
                a.excerpt(),
                a.lang(),
                a.image(),
                layout,
                a.extra(),
                a.html(),
                a.by());
    }

    /** Everything in it is what a vandal would send. */
    public static Article hostile(String text) {
        return new Article(
                new ArticleId("x"),
                Revision.FIRST,
                new ArticlePath("/a&b/<c>'\".html"),
                text,
                OffsetDateTime.parse("2026-01-01T00:00:00-05:00"),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(text, "ok"),
                List.of(text),
                List.of(text, text),
                text.isBlank() ? null : text,
                text,
                text,
                text,
                Map.of(),
                "<p>" + text + "</p><img src=\"" + text.replace("\"", "&quot;") + "\">" + text,
                text);
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
