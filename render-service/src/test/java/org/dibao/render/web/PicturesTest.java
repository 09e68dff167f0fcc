package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.dibao.contract.file.Focus;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.BodyLimits;
import org.dibao.render.body.BodyOptions;
import org.dibao.render.body.BodyRenderer;
import org.dibao.render.body.BodyTexts;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The site's own pictures in an article. */
class PicturesTest {
    private static final SiteSettings SITE =
            SiteSettings.builder().baseUrl("https://news.example").build();

    private static final String HASH = "0123456789abcdef".repeat(4);

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
    void aPictureWithAFormerHostOfTheSiteIsOneOfItsPictures() {
        SiteSettings moved = SiteSettings.builder()
                .baseUrl("https://news.example")
                .formerHosts(List.of("old.example"))
                .build();
        Article article = ArticleBuilder.builder(
                        article("<p>Text</p><p><img src=\"http://old.example/b.jpg\" alt=\"b\"></p>"))
                .image("https://OLD.example:443/a.jpg")
                .build();
        Pictures pictures = Pictures.of(moved, article);
        FileContent wide = new FileContent(HASH, 1, "image/jpeg", 700, 350);
        SitePictures known = new SitePictures(Map.of(new FilePath("/a.jpg"), wide, new FilePath("/b.jpg"), wide));

        Document page = Jsoup.parse(new PageWriter(new Theme())
                .article(moved, article, new Bodies(new Theme()).of(moved, article), List.of(), List.of(), known));

        assertThat(pictures.paths()).containsExactly(new FilePath("/a.jpg"), new FilePath("/b.jpg"));
        assertThat(page.select("picture > img[alt=b][src=/b.jpg][width=700][srcset]"))
                .hasSize(1);
        assertThat(page.select("meta[property=og:image]").attr("content"))
                .isEqualTo("https://news.example/media/preview-50-50/0123456789abcdef/a.jpg.jpg");
        assertThat(Pictures.of(SITE, article).paths()).isEmpty();
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
        String html = shown(
                "<p>Text <img src=\"/a.png\" alt=\"a\"></p><p><img src=\"/a.png?v=2\" alt=\"b\" width=\"3\"></p>"
                        + "<p><img src=\"/b.png\" alt=\"c\"></p>",
                new FileContent(HASH, 1, "image/png", 30, 20));

        assertThat(html)
                .contains("<img src=\"/a.png\" alt=\"a\" width=\"30\" height=\"20\">")
                .containsOnlyOnce("height=")
                .doesNotContain("srcset");
    }

    @Test
    void aWidePictureIsOfferedInTheSizesThatThereAre() {
        String html = shown(
                "<p><img src=\"/a.png\" alt=\"a\"></p><p><img src=\"/a.png\" alt=\"b\" width=\"300\"></p>",
                new FileContent(HASH, 1, "image/jpeg", 700, 350));

        Document page = Jsoup.parse(html);
        Element first = Objects.requireNonNull(page.selectFirst("p > picture:only-child > source + img"));
        Element webp = Objects.requireNonNull(first.previousElementSibling());
        String at = "/0123456789abcdef/a.png.";
        assertThat(first.attr("srcset"))
                .isEqualTo("/media/320" + at + "jpg 320w, /media/640" + at + "jpg 640w, /a.png 700w");
        assertThat(webp.attr("type")).isEqualTo("image/webp");
        assertThat(webp.attr("srcset"))
                .isEqualTo(
                        "/media/320" + at + "webp 320w, /media/640" + at + "webp 640w, /media/960" + at + "webp 700w");
        assertThat(first.attr("src")).isEqualTo("/a.png");
        assertThat(first.attr("width") + "x" + first.attr("height")).isEqualTo("700x350");
        assertThat(page.select("img").get(1).attr("sizes")).isEqualTo("300px");
        assertThat(page.select("img").get(1).attr("loading")).isEqualTo("lazy");
        assertThat(shown(html, new FileContent(HASH, 1, "image/jpeg", 700, 350)))
                .as("what is shown, shown again")
                .isEqualTo(html);
    }

    @Test
    void aPictureIsFoundFromWhereItsArticleIs() {
        FileContent wide = new FileContent(HASH, 1, "image/jpeg", 700, 350);
        Article article = article(
                "<p>Text</p><p><img src=\"ferry%201.jpg?v=2\" alt=\"a\"></p><p><img src=\"../b.jpg\" alt=\"b\"></p>"
                        + "<p><img src=\"b.jpg\" alt=\"c\"></p>");
        Pictures pictures = Pictures.of(SITE, article);
        SitePictures known =
                new SitePictures(Map.of(new FilePath("/news/ferry 1.jpg"), wide, new FilePath("/b.jpg"), wide));

        Document page = Jsoup.parse(new PageWriter(new Theme())
                .article(SITE, article, new Bodies(new Theme()).of(SITE, article), List.of(), List.of(), known));

        assertThat(pictures.paths()).containsAll(known.files().keySet());
        Element beside = Objects.requireNonNull(page.selectFirst("picture > img[alt=a]"));
        assertThat(beside.attr("src")).isEqualTo("ferry%201.jpg?v=2");
        assertThat(beside.attr("width") + "x" + beside.attr("height")).isEqualTo("700x350");
        assertThat(beside.attr("srcset"))
                .startsWith("/media/320/0123456789abcdef/news/ferry%201.jpg.jpg 320w, ")
                .endsWith(", /news/ferry%201.jpg 700w");
        assertThat(page.select("picture > img[alt=b][width=700]")).hasSize(1);
        assertThat(page.select("img[alt=c]").hasAttr("width"))
                .as("one that is elsewhere")
                .isFalse();
    }

    @Test
    void aListingOffersThePreviewImagesThatItKnows() {
        Article article = ArticleBuilder.builder(article("<p>Text</p>"))
                .image("/images/a.jpg")
                .build();
        Item known =
                new Item(article.id(), ListedArticle.of(article), new FileContent(HASH, 1, "image/jpeg", 2000, 1000));
        Item unknown = new Item(article.id(), ListedArticle.of(article));
        PageWriter writer = new PageWriter(new Theme());

        Document page =
                Jsoup.parse(writer.front(SITE, new FrontPage(List.of(), List.of(known, unknown), List.of(), null)));

        Element first = Objects.requireNonNull(page.selectFirst("picture > img"));
        assertThat(first.attr("src")).isEqualTo("/images/a.jpg");
        assertThat(first.attr("srcset")).startsWith("/media/320/0123456789abcdef/images/a.jpg.jpg 320w, ");
        assertThat(page.select("picture > source[type=image/webp]")).hasSize(1);
        assertThat(page.select("img")).hasSize(2);
        assertThat(Pictures.of(List.of(known, unknown)).keys())
                .containsExactly(PurgeKey.file(new FilePath("/images/a.jpg")));
    }

    @Test
    void otherSitesAreShownAPartOfThePictureInTheirShape() {
        Article article = article("<p>Text <img src=\"/images/a.jpg\" alt=\"Two &amp; three ferries\"></p>");
        FileContent picture = new FileContent(HASH, 1, "image/jpeg", 2000, 3000, new Focus(50, 32));

        assertThat(shared(article, picture))
                .containsExactly(
                        "og:image https://news.example/media/preview-50-32/0123456789abcdef/images/a.jpg.jpg",
                        "og:image:width 1200",
                        "og:image:height 630",
                        "og:image:alt Two & three ferries",
                        "twitter:card summary_large_image");
        assertThat(shared(article, new FileContent(HASH, 1, "image/jpeg", 200, 200)))
                .containsExactly(
                        "og:image https://news.example/images/a.jpg",
                        "og:image:width 200",
                        "og:image:height 200",
                        "og:image:alt Two & three ferries",
                        "twitter:card summary");
        assertThat(shared(article, null))
                .containsExactly(
                        "og:image https://news.example/images/a.jpg",
                        "og:image:alt Two & three ferries",
                        "twitter:card summary_large_image");
    }

    private static List<String> shared(Article article, @Nullable FileContent picture) {
        SitePictures pictures =
                picture == null ? SitePictures.NONE : new SitePictures(Map.of(new FilePath("/images/a.jpg"), picture));
        PageWriter writer = new PageWriter(new Theme());
        RenderedBody body = new Bodies(new Theme()).of(SITE, article);
        return Jsoup.parse(writer.article(SITE, article, body, List.of(), List.of(), pictures))
                .select("meta[property^=og:image], meta[name=twitter:card]")
                .stream()
                .map(it -> it.attr("property") + it.attr("name") + " " + it.attr("content"))
                .sorted(Comparator.comparing(it -> it.startsWith("twitter")))
                .toList();
    }

    @Test
    void whatIsCutToAShapeKeepsTheFocalPointInSight() {
        Article article = ArticleBuilder.builder(article("<p>Text</p>"))
                .image("/images/a.jpg")
                .build();
        FileContent picture = new FileContent(HASH, 1, "image/jpeg", 2000, 1000, new Focus(34, 96));
        Item item = new Item(article.id(), ListedArticle.of(article), picture);
        PageWriter writer = new PageWriter(new Theme());

        Document front = Jsoup.parse(writer.front(SITE, new FrontPage(List.of(), List.of(item), List.of(), null)));
        Document page = Jsoup.parse(writer.article(
                SITE,
                article,
                new Bodies(new Theme()).of(SITE, article),
                List.of(),
                List.of(item),
                new SitePictures(Map.of(new FilePath("/images/a.jpg"), picture))));

        assertThat(front.select("img.fx3.fy10")).hasSize(1);
        assertThat(page.select("img.opening.fx3.fy10")).hasSize(1);
        assertThat(page.select(".next img.fx3.fy10")).hasSize(1);
    }

    @Test
    void whatThePublisherOffersStays() {
        String html = "<p><img src=\"/a.png\" srcset=\"/b.png 2x\" alt=\"\"></p>"
                + "<picture><source srcset=\"/c.png\" media=\"(min-width: 9px)\"><img src=\"/a.png\" alt=\"\"></picture>";

        assertThat(shown(html, new FileContent(HASH, 1, "image/jpeg", 700, 350)))
                .doesNotContain("/media/")
                .contains("srcset=\"/b.png 2x\"", "srcset=\"/c.png\"");
    }

    private static String shown(String html, FileContent picture) {
        return BodyRenderer.of(
                        html,
                        new BodyOptions(
                                Set.of(),
                                "https://news.example",
                                false,
                                new BodyTexts("o", "t", "i", "d", "f", "n", "b"),
                                Set.of(),
                                BodyLimits.DEFAULT))
                .with(new SitePictures(Map.of(new FilePath("/a.png"), picture)), new ArticlePath("/news/x.html"))
                .html();
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
