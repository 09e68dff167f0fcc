package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.BodyLimits;
import org.dibao.render.body.BodyOptions;
import org.dibao.render.body.BodyRenderer;
import org.dibao.render.body.BodyTexts;
import org.dibao.render.body.PictureSizes;
import org.junit.jupiter.api.Test;

/** The site's own pictures in an article. */
class PicturesTest {
    private static final SiteSettings SITE =
            SiteSettings.builder().baseUrl("https://news.example").build();

    @Test
    void thePicturesOfThisSiteAreNamedHoweverTheyAreAddressed() {
        Pictures pictures = Pictures.of(
                SITE,
                article("<p><img src=\"/a.png\" alt=\"\"><img alt=\"x\" src=\"https://news.example/b%20c.png?v=1#x\">"
                        + "<img src=\"d.png\"><img src=\"https://other.example/e.png\"><img src=\"/a.png\">"
                        + "<img src=\"data:image/png;base64,AA==\"><img src=\"/articles/f.png\"></p>"));

        assertThat(pictures.paths())
                .containsExactly(new FilePath("/a.png"), new FilePath("/b c.png"), new FilePath("/news/d.png"));
        assertThat(pictures.keys())
                .contains(PurgeKey.file(new FilePath("/a.png")))
                .hasSize(3);
    }

    @Test
    void aPageWithManyPicturesNamesNoneOfThem() {
        String many = IntStream.range(0, 500)
                .mapToObj(i -> "<img src=\"/" + i + ".png\">")
                .collect(Collectors.joining());

        Pictures pictures = Pictures.of(SITE, article(many));

        assertThat(pictures.keys()).isEqualTo(Set.of(PurgeKey.FILES));
        assertThat(pictures.paths()).hasSize(Pictures.MOST);
    }

    @Test
    void aPictureIsToldItsSizeUnlessItsPublisherHasSaidIt() {
        FileContent content = new FileContent("0".repeat(64), 1, "image/png", 30, 20);
        String html = BodyRenderer.of(
                        "<p>Text <img src=\"/a.png\" alt=\"a\"></p><p><img src=\"/a.png?v=2\" alt=\"b\" width=\"3\"></p>"
                                + "<p><img src=\"/b.png\" alt=\"c\"></p>",
                        new BodyOptions(
                                Set.of(),
                                "https://news.example",
                                false,
                                new BodyTexts("o", "t", "i", "d", "f", "n", "b"),
                                Set.of(),
                                BodyLimits.DEFAULT,
                                new PictureSizes(Map.of(new FilePath("/a.png"), content))))
                .html();

        assertThat(html)
                .contains("<img src=\"/a.png\" alt=\"a\" width=\"30\" height=\"20\">")
                .containsOnlyOnce("height=");
    }

    private static Article article(String html) {
        return ArticleBuilder.builder()
                .id(new ArticleId("x"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/news/x.html"))
                .title("X")
                .date(OffsetDateTime.parse("2022-01-25T09:36:15+08:00"))
                .acceptedAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .categories(List.of())
                .tags(List.of())
                .authors(List.of())
                .html(html)
                .by("desk")
                .build();
    }
}
