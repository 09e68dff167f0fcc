package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;

import java.util.Objects;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
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

    private static Post file(String path) {
        return post("a").readFrom(path);
    }
}
