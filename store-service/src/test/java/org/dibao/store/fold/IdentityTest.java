package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;

import java.util.Objects;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.junit.jupiter.api.Test;

/** Which article a file is. */
class IdentityTest {
    private final Newsroom newsroom = new Newsroom();

    @Test
    void filesOfOneNameInOtherFoldersAreArticlesOfTheirOwn() {
        newsroom.send(file("en/news/_posts/a.md").in("en", "news").saying("Hello."));
        newsroom.send(file("ja/news/_posts/a.md").in("ja", "news").saying("こんにちは。"));
        newsroom.send(file("_posts/a.md").in().saying("Hallo."));

        assertThat(newsroom.head("a").path()).hasToString("/en/news/2022/01/25/a.html");
        assertThat(newsroom.head("a.ja.news").path()).hasToString("/ja/news/2022/01/25/a.html");
        assertThat(newsroom.head("a._posts").path()).hasToString("/2022/01/25/a.html");
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);
    }

    @Test
    void theSameFilesGiveTheSameArticlesInAnyLaterOrder() {
        newsroom.send(file("en/_posts/a.md").in("en"));
        newsroom.send(file("ja/_posts/a.md").in("ja"));

        assertThat(newsroom.send(file("ja/_posts/a.md").in("ja"))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(file("en/_posts/a.md").in("en").saying("new"))).isInstanceOf(Outcome.Revised.class);

        assertThat(newsroom.head("a").revision().value()).isEqualTo(2);
        assertThat(newsroom.head("a.ja").revision().value()).isEqualTo(1);
    }

    @Test
    void anArticleOfAnEarlierReleaseBelongsToTheFirstFileThatNamesItEvenIfNothingElseChanges() {
        newsroom.send(post("a").in("en"));

        assertThat(newsroom.send(file("en/_posts/a.md").in("en"))).isInstanceOf(Outcome.Unchanged.class);
        newsroom.send(file("ja/_posts/a.md").in("ja"));

        assertThat(newsroom.head("a").file()).isEqualTo(new ArticleFile("en/_posts/a.md"));
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);
        assertThat(newsroom.head("a.ja").file()).isEqualTo(new ArticleFile("ja/_posts/a.md"));
    }

    @Test
    void aBareNameIsAnyFileOfThatNameAndChangesNothingAboutItsFolder() {
        newsroom.send(file("_posts/a.md"));

        assertThat(newsroom.send(file("a.md").saying("new"))).isInstanceOf(Outcome.Revised.class);

        assertThat(newsroom.head("a").file()).isEqualTo(new ArticleFile("_posts/a.md"));
        assertThat(newsroom.send(file("_posts/a.md").saying("newer"))).isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void aLanguageInFrontMatterTellsBareNamesApartLikeAFolder() {
        newsroom.send(file("a.md").inLanguage("en").at("/en/a.html"));
        newsroom.send(file("a.md").inLanguage("ja").at("/ja/a.html"));
        newsroom.send(file("a.md").inLanguage("ja").at("/ja/a.html").saying("new"));

        assertThat(newsroom.head("a").lang()).isEqualTo("en");
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);
        assertThat(newsroom.head("a.ja").revision().value()).isEqualTo(2);
    }

    @Test
    void aFileWhoseFolderIsKnownMayChangeItsLanguage() {
        newsroom.send(file("_posts/a.md").inLanguage("en"));

        assertThat(newsroom.send(file("_posts/a.md").inLanguage("en-GB"))).isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void whoeverNamesTheArticleMeansIt() {
        newsroom.send(file("en/_posts/a.md").inLanguage("en"));

        assertThat(newsroom.send(post("a").inLanguage("ja").saying("x"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.head("a").file()).isEqualTo(new ArticleFile("en/_posts/a.md"));
    }

    @Test
    void anArticleWhoseFileHasMovedIsGivenToItByItsName() {
        newsroom.send(file("_posts/a.md"));

        assertThat(problem(newsroom.send(file("_posts/2022/a.md"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(newsroom.send(file("_posts/2022/a.md").named())).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(file("_posts/2022/a.md").saying("new"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.head("a").revision().value()).isEqualTo(2);
    }

    @Test
    void aFileWhoseIdsBothBelongToOthersIsRefusedAndBothAreNamed() {
        newsroom.send(file("en/_posts/a.md").at("/1.html"));
        newsroom.send(file("x/y/_posts/a.md").at("/2.html"));

        Problem problem = problem(newsroom.send(file("x.y/_posts/a.md").at("/3.html")));

        assertThat(problem.type()).isEqualTo(Problem.Type.INVALID);
        assertThat(problem.field()).isEqualTo("file name");
        assertThat(problem.detail())
                .isEqualTo("x.y/_posts/a.md would be article a.x.y, which is that of x/y/_posts/a.md: rename one of the"
                        + " files");
        assertThat(newsroom.head("a.x.y").revision().value()).isEqualTo(1);
    }

    @Test
    void aLongIdThatIsTooLongEndsInADigest() {
        String deep = "folder/".repeat(40);
        newsroom.send(file("_posts/a.md").at("/1.html"));
        newsroom.send(file(deep + "_posts/a.md").at("/2.html"));

        assertThat(newsroom.history()
                        .head(new ArticleFile(deep + "_posts/a.md")
                                .longId(
                                        Objects.requireNonNull(newsroom.head("a"))
                                                .id(),
                                        null)))
                .isNotNull();
    }

    @Test
    void aWithdrawalAndADraftKeepTheFile() {
        newsroom.send(file("en/_posts/a.md"));
        newsroom.withdraw("a");
        assertThat(newsroom.head("a").file()).isEqualTo(new ArticleFile("en/_posts/a.md"));

        newsroom.send(file("en/_posts/a.md").asDraft());
        assertThat(newsroom.head("a").file()).isEqualTo(new ArticleFile("en/_posts/a.md"));
    }

    @Test
    void aFileOfTheSameNameFromAnotherPlaceReplacesNothing() {
        newsroom.send(file("a.md").placedAt("~/news/one/a.md"));

        Problem problem = problem(newsroom.send(
                file("a.md").placedAt("~/news/two/a.md").saying("other").dated("2022-02-01T00:00:00Z")));

        assertThat(problem.field()).isEqualTo("file name");
        assertThat(problem.detail())
                .isEqualTo(
                        "article a is that of ~/news/one/a.md, and this file is ~/news/two/a.md: to keep both, rename one"
                                + " of them; to replace the article by this file, name it: dibao publish --id a, or PUT"
                                + " /api/articles/a");
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);
        assertThat(newsroom.send(file("a.md").placedAt("~/news/one/a.md"))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(file("a.md").placedAt("~/news/one/a.md").saying("new")))
                .isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void whoeverNamesTheArticleGivesItToAFileAtAnotherPlace() {
        newsroom.send(file("a.md").placedAt("~/one/a.md"));

        assertThat(newsroom.send(
                        file("a.md").placedAt("~/two/a.md").saying("new").named()))
                .isInstanceOf(Outcome.Revised.class);

        assertThat(newsroom.send(file("a.md").placedAt("~/two/a.md").saying("newer")))
                .isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.send(file("a.md").placedAt("~/one/a.md"))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aPlaceIsKeptByDraftsWithdrawalsAndThoseWhoTellNone() {
        newsroom.send(file("a.md").placedAt("~/one/a.md").asDraft());
        newsroom.send(file("a.md").saying("new"));
        newsroom.withdraw("a");

        assertThat(newsroom.head("a").place()).isEqualTo("~/one/a.md");
        assertThat(newsroom.send(file("a.md").placedAt("~/two/a.md"))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void whatCameFromNoPlaceBelongsToTheFirstThatTellsOne() {
        newsroom.send(file("a.md"));

        assertThat(newsroom.send(file("a.md").placedAt("~/one/a.md"))).isInstanceOf(Outcome.Unchanged.class);

        assertThat(newsroom.head("a").place()).isEqualTo("~/one/a.md");
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);
    }

    @Test
    void anOriginalWithoutALanguageAndItsTranslationBothStayInEitherOrder() {
        newsroom.change(SiteSettings.builder().language("zh-CN").build());
        newsroom.send(file("a.md").placedAt("~/en/a.md").inLanguage("en").at("/en/a.html"));
        newsroom.send(file("a.md").placedAt("~/a.md").at("/a.html"));
        assertThat(newsroom.head("a").path()).hasToString("/en/a.html");
        assertThat(newsroom.head("a.zh-CN").path()).hasToString("/a.html");
        assertThat(newsroom.send(file("a.md").placedAt("~/a.md").at("/a.html").saying("new")))
                .isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.head("a").revision().value()).isEqualTo(1);

        newsroom.send(post("b").readFrom("b.md").placedAt("~/b.md").at("/b.html"));
        newsroom.send(post("b")
                .readFrom("b.md")
                .placedAt("~/en/b.md")
                .inLanguage("en")
                .at("/en/b.html"));
        assertThat(newsroom.head("b").path()).hasToString("/b.html");
        assertThat(newsroom.head("b.en").path()).hasToString("/en/b.html");
        assertThat(newsroom.send(post("b")
                        .readFrom("b.md")
                        .placedAt("~/b.md")
                        .inLanguage("zh-CN")
                        .at("/b.html")))
                .as("a file may come to name its language")
                .isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void anImportedPostIsTheFileWithItsFolders() {
        newsroom.send(file("_posts/a.md"));
        assertThat(newsroom.send(file("a.md").placedAt("~/site/_posts/a.md").saying("new")))
                .isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.send(file("a.md").placedAt("~/elsewhere/a.md").saying("other")))
                .isInstanceOf(Outcome.Rejected.class);

        newsroom.send(post("b").readFrom("_posts/notes/b.md"));
        assertThat(newsroom.send(post("b").readFrom("b.md").placedAt("~/notes/b.md")))
                .as("of a folder that was imported without _posts")
                .isInstanceOf(Outcome.Unchanged.class);
        newsroom.send(post("c").readFrom("_posts/c.md").at("/c.html"));
        assertThat(newsroom.send(
                        post("c").readFrom("c.md").placedAt("_posts/c.md").at("/c.html")))
                .as("in the site's own folder")
                .isInstanceOf(Outcome.Unchanged.class);
    }

    private static Post file(String path) {
        return post("a").readFrom(path);
    }
}
