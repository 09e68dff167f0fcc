package org.dibao.contract.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.Permalink.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermalinkTest {
    private static final ArticleFile FILE = new ArticleFile("tech/_posts/2022-01-05-My.Title..md");
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2022-01-05T09:06:03+08:00");
    private static final List<String> NEWS = List.of("News");

    @ParameterizedTest
    @CsvSource({
        "date,                                   /news/2022/01/05/My.Title.html",
        "pretty,                                 /news/2022/01/05/My.Title/",
        "ordinal,                                /news/2022/005/My.Title.html",
        "weekdate,                               /news/2022/W01/Wed/My.Title.html",
        "none,                                   /news/My.Title.html",
        "/:slug/,                                /my-title/",
        "/:title:output_ext,                     /My.Title.html",
        "/b/:short_year/:i_month/:i_day/:title,  /b/22/1/5/My.Title",
        "/:short_month-:long_month/:title,       /Jan-January/My.Title",
        "/:short_day-:long_day/:title,           /Wed-Wednesday/My.Title",
        "/:w_year/:week/:w_day/:title,           /2022/01/3/My.Title",
        "/:hour:minute:second/:title,            /090603/My.Title",
        "/:y_day/:title,                         /005/My.Title",
        "/:slugified_categories/:title,          /news/My.Title",
        "/:title_x,                              /My.Title_x",
        ":year/:title.html,                      /2022/My.Title.html",
        "/a//b/:title,                           /a/b/My.Title",
        "/fixed/path.html,                       /fixed/path.html",
        "//evil.example/x,                       /evil.example/x",
        "/%E6%96%B0/:title,                      /新/My.Title",
        "/12:30/:title,                          /12:30/My.Title"
    })
    void patternsAsInJekyll(String pattern, String path) {
        assertThat(Permalink.path(Permalink.styled(pattern), parts(NEWS, "My.Title")))
                .hasToString(path);
    }

    @Test
    void theWeeksYearIsItsOwn() {
        assertThat(Permalink.path(
                        "/:w_year-:week/:title",
                        new Parts(NEWS, OffsetDateTime.parse("2021-01-03T00:00:00Z"), "t", FILE)))
                .hasToString("/2020-53/t");
    }

    /** Each as Jekyll 4.3.1 names the file that it writes. */
    @Test
    void categoriesAreFoldersAsInJekyll() {
        assertThat(categories()).hasToString("/t");
        assertThat(categories("A", "b")).hasToString("/a/b/t");
        assertThat(categories("A", "a")).hasToString("/a/t");
        assertThat(categories("Local news [city]")).hasToString("/local news [city]/t");
        assertThat(categories("C++", "财经")).hasToString("/c++/财经/t");
        assertThat(categories("C#")).hasToString("/c#/t");
        assertThat(categories("C#").encoded()).isEqualTo("/c%23/t");
        assertThat(categories("TCP/IP")).hasToString("/tcp/ip/t");
        assertThat(categories("100%", "what?", "#1")).hasToString("/100%/what?/#1/t");
        assertThat(categories("100%").encoded()).isEqualTo("/100%25/t");
        assertThat(categories("%2e%2e")).hasToString("/%2e%2e/t");
        assertThat(categories("..", ".")).hasToString("/t");
        assertThat(categories("a..b", "c.")).hasToString("/a/b/ct");
    }

    @Test
    void whatNoPathCanContainBecomesAHyphen() {
        assertThat(categories("c\\d")).hasToString("/c-d/t");
        assertThat(categories("a\nb\ud800")).hasToString("/a-b-/t");
    }

    @Test
    void everyCategoryWasOneSegmentInEarlierReleases() {
        assertThat(earlier("Local news [city]")).hasToString("/local news [city]/t");
        assertThat(earlier("C++", "财经")).hasToString("/c++/财经/t");
        assertThat(earlier("a/b", "c\\d")).hasToString("/a-b/c-d/t");
        assertThat(earlier("..", ".")).hasToString("/-/t");
        assertThat(earlier("100%", "what?", "#1")).hasToString("/100-/what-/-1/t");
        assertThat(earlier("%2e%2e")).hasToString("/-2e-2e/t");
        assertThat(earlier(" ", "a")).hasToString("/a/t");
        assertThat(earlier("a\nb\ud800")).hasToString("/a-b-/t");
    }

    @Test
    void aSlugIsOneSegmentWithoutEscapes() {
        assertThat(EarlierPaths.path("/x/:title", parts(NEWS, "../a/%2e%2e/b:year$1")))
                .hasToString("/x/..-a-2e-2e-b-year$1");
        assertThat(path("/x/:title", NEWS, "a/%2e%2e/b:year$1")).hasToString("/x/a-2e-2e-b-year$1");
    }

    @ParameterizedTest
    @CsvSource({
        "pretty,                      /pretty",
        "none,                        /none",
        "/c#/100%.html,               /c#/100%.html",
        "/100%25/x?y,                 /100%/x?y",
        "/a//b///c.html,              /a/b/c.html",
        "/:path/,                     /tech/2022-01-05-My.Title/",
        "/:collection/:name.html,     /posts/2022-01-05-my-title.html",
    })
    void anArticlesOwnPermalinkIsLiteral(String permalink, String path) {
        Permalink.check(permalink);
        assertThat(path(permalink, NEWS, "My.Title")).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/:titel.html", "/../:title", "/a%2Fb/:title", "/api/:title", "/"})
    void aPatternThatLeadsNowhereIsRefusedForTheSiteAndForAnArticle(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permalink.check(pattern))
                .withMessageStartingWith("permalink: ");
        assertThatIllegalArgumentException().isThrownBy(() -> EarlierPaths.path(pattern, parts(NEWS, "t")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "pretty",
                "ordinal",
                "weekdate",
                "none",
                "/:title/",
                ":title",
                "/:categories/:year/:month/:day/:title.html"
            })
    void aGoodPatternPasses(String pattern) {
        Permalink.check(pattern);
        Permalink.checkOfSite(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/:year/",
                "/:categories/:year/:month/:day/:hour:minute:second.html",
                "/title/",
                "/:categories:output_ext"
            })
    void aPatternThatCannotTellArticlesApartIsForOneArticleOnly(String pattern) {
        Permalink.check(pattern.equals("/:year/") ? "/:year/x" : pattern);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permalink.checkOfSite(pattern))
                .withMessageStartingWith("permalink: ")
                .withMessageContaining(":title or :slug")
                .withMessageContaining("pretty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prety", "Pretty", "nope", "builtin"})
    void aWordThatIsNoStyleIsToldTheStyles(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permalink.checkOfSite(pattern))
                .withMessageStartingWith(
                        "permalink: " + pattern + " is not a style; use date, pretty, ordinal, weekdate and none");
    }

    private static ArticlePath categories(String... names) {
        return path("/:categories/:title", List.of(names), "t");
    }

    private static ArticlePath earlier(String... names) {
        return EarlierPaths.path("/:categories/:title", parts(List.of(names), "t"));
    }

    private static ArticlePath path(String pattern, List<String> categories, String slug) {
        return Permalink.path(pattern, parts(categories, slug));
    }

    private static Parts parts(List<String> categories, String slug) {
        return new Parts(categories, DATE, slug, FILE);
    }

    @Test
    void aPathIsThatOfAnyTitleIfNothingElseDiffers() {
        assertThat(isOfAnyTitle("/2022/Ferry-late.html", "/2022/:title.html")).isTrue();
        assertThat(isOfAnyTitle("/2022/渡轮.html", "/2022/:title.html")).isTrue();
        assertThat(isOfAnyTitle("/2021/Ferry-late.html", "/2022/:title.html")).isFalse();
        assertThat(isOfAnyTitle("/2022/ferry/late.html", "/2022/:title.html")).isFalse();
        assertThat(isOfAnyTitle("/2022/.html", "/2022/:title.html")).isFalse();
        assertThat(isOfAnyTitle("/fixed.html", "/fixed.html"))
                .as("no title is in it")
                .isFalse();
    }

    private static boolean isOfAnyTitle(String path, String pattern) {
        return Permalink.isOfAnyTitle(
                new ArticlePath(path), title -> Permalink.path(pattern, new Parts(NEWS, DATE, title, FILE)));
    }
}
