package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;

/** Drafts, withdrawal and restoring. */
class StandingTest {
    private final Newsroom newsroom = new Newsroom();

    @Test
    void aDraftIsKeptAndTellsNothing() {
        Outcome outcome = newsroom.send(post("a").at("/one.html").asDraft());

        assertThat(outcome).isEqualTo(new Outcome.Drafted(newsroom.head("a").id(), Revision.FIRST));
        assertThat(newsroom.last().article()).isNotNull();
        assertThat(newsroom.head("a").status()).isEqualTo(Status.DRAFT);
        assertThat(Result.of(outcome).status()).isEqualTo(201);
        assertThat(Result.of(newsroom.send(post("a").at("/one.html").asDraft().saying("More.")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDraftThatNeverWasLiveClaimsNoPath() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old").asDraft());

        assertThat(newsroom.head("a").path()).isNull();
        assertThat(newsroom.owner("/one.html")).isEqualTo("nobody's");
        assertThat(newsroom.owner("/old")).isEqualTo("nobody's");
        assertThat(newsroom.send(post("b").at("/one.html"))).isInstanceOf(Outcome.Published.class);
        assertThat(problem(newsroom.send(post("a").at("/one.html"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
    }

    @Test
    void aDraftGoesLive() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old").asDraft());

        Outcome.Published published =
                (Outcome.Published) newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));

        assertThat(published.before()).isNull();
        assertThat(published.article().revision().value()).isEqualTo(2);
        assertThat(published.redirects()).containsExactly(new ArticlePath("/old"));
        assertThat(Result.of(published).status()).isEqualTo(201);
    }

    @Test
    void aLiveArticleThatBecomesADraftIsWithdrawn() {
        newsroom.send(post("a").at("/one.html").tagged("shown"));

        Outcome.Withdrawn withdrawn = (Outcome.Withdrawn)
                newsroom.send(post("a").at("/two.html").tagged("secret").asDraft());

        assertThat(withdrawn.revision().value()).isEqualTo(2);
        assertThat(withdrawn.before().path().value()).isEqualTo("/one.html");
        assertThat(withdrawn.before().tags()).containsExactly("shown");
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");
        assertThat(newsroom.owner("/two.html")).isEqualTo("nobody's");
        assertThat(newsroom.head("a").status()).isEqualTo(Status.DRAFT);
    }

    @Test
    void noFactTellsWhatADraftHeld() {
        newsroom.send(post("a").at("/one.html").tagged("shown"));
        newsroom.send(post("a")
                .at("/two.html")
                .dated("2022-02-02T02:02:02+08:00")
                .in("inner")
                .tagged("secret")
                .asDraft());

        Outcome.Published published =
                (Outcome.Published) newsroom.send(post("a").at("/one.html").tagged("shown again"));

        PreviousState before = published.before();
        assertThat(before).isNotNull();
        assertThat(before.listed()).isFalse();
        assertThat(before.path().value()).isEqualTo("/one.html");
        assertThat(before.tags()).containsExactly("shown");
        assertThat(before.categories()).containsExactly("news");
        assertThat(before.date()).isEqualTo("2022-01-25T09:36:15+08:00");
    }

    @Test
    void aWithdrawalKeepsContentAndRaisesTheRevision() {
        newsroom.send(post("a").at("/one.html"));

        Outcome.Withdrawn withdrawn = (Outcome.Withdrawn) newsroom.withdraw("a");

        assertThat(withdrawn.revision().value()).isEqualTo(2);
        assertThat(withdrawn.before().listed()).isTrue();
        assertThat(newsroom.head("a").status()).isEqualTo(Status.WITHDRAWN);
        assertThat(newsroom.head("a").content()).isEqualTo(new Position(0));
        assertThat(newsroom.head("a").position()).isEqualTo(new Position(1));
        assertThat(newsroom.last().article()).isNull();
        assertThat(Result.of(withdrawn).status()).isEqualTo(200);
    }

    @Test
    void aSecondWithdrawalIsUnchanged() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");

        Outcome.Unchanged unchanged = (Outcome.Unchanged) newsroom.withdraw("a");

        assertThat(unchanged.revision()).isEqualTo(new Revision(2));
        assertThat(unchanged.path()).isNull();
    }

    @Test
    void whatWasNeverThereCannotBeWithdrawn() {
        Problem problem = problem(newsroom.withdraw("nobody"));

        assertThat(problem.type()).isEqualTo(Problem.Type.NOT_FOUND);
        assertThat(problem.status()).isEqualTo(404);
    }

    @Test
    void aDraftsWithdrawalTellsNothing() {
        newsroom.send(post("a").at("/one.html").asDraft());

        assertThat(newsroom.withdraw("a"))
                .isEqualTo(new Outcome.Drafted(newsroom.head("a").id(), new Revision(2)));
        assertThat(newsroom.head("a").status()).isEqualTo(Status.WITHDRAWN);
        assertThat(newsroom.withdraw("a")).isInstanceOf(Outcome.Unchanged.class);

        Outcome.Published published =
                (Outcome.Published) newsroom.send(post("a").at("/one.html"));
        assertThat(published.before()).as("it was never shown").isNull();
        assertThat(published.article().revision().value()).isEqualTo(3);
    }

    @Test
    void aPutAfterADeleteRestoresWithTheNextRevision() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));
        newsroom.withdraw("a");

        Outcome.Published restored =
                (Outcome.Published) newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));

        assertThat(restored.article().revision().value()).isEqualTo(3);
        assertThat(restored.before()).isNotNull();
        assertThat(restored.before().listed()).isFalse();
        assertThat(restored.before().redirects()).containsExactly(new ArticlePath("/old"));
        assertThat(restored.article().acceptedAt()).isEqualTo(Newsroom.OPENED);
        assertThat(Result.of(restored).status()).as("it is not new").isEqualTo(200);
    }

    @Test
    void restoringElsewhereLeavesARedirect() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");

        Outcome.Published restored = (Outcome.Published) newsroom.send(post("a").at("/two.html"));

        assertThat(restored.redirects()).containsExactly(new ArticlePath("/one.html"));
        assertThat(newsroom.owner("/one.html")).isEqualTo("redirect of a");
        assertThat(newsroom.owner("/two.html")).isEqualTo("current of a");
    }

    @Test
    void whatIsErasedIsTheLastThatIsHeardOfAnArticle() {
        newsroom.send(post("a").at("/one.html").tagged("shown"));
        assertThat(problem(newsroom.send(erase("a")).outcome()).type()).isEqualTo(Problem.Type.PRECONDITION_FAILED);
        newsroom.withdraw("a");

        Outcome.Erased erased = (Outcome.Erased) newsroom.send(erase("a")).outcome();

        assertThat(erased.revision().value()).isEqualTo(3);
        assertThat(erased.before().path()).isEqualTo(new ArticlePath("/one.html"));
        assertThat(erased.before().listed()).isFalse();
        assertThat(newsroom.send(erase("a")).outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.withdraw("a")).isInstanceOf(Outcome.Unchanged.class);
        assertThat(problem(newsroom.send(post("a").at("/one.html").tagged("shown")))
                        .detail())
                .contains("was erased", "another id");
        assertThat(problem(newsroom.send(post("b").at("/one.html"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
    }

    @Test
    void nobodyHearsOfAnErasedDraft() {
        newsroom.send(post("a").at("/one.html").asDraft());

        assertThat(newsroom.send(erase("a")).outcome()).isInstanceOf(Outcome.Drafted.class);
        assertThat(newsroom.head("a").status()).isEqualTo(Status.ERASED);
    }

    private static Submission.EraseArticle erase(String id) {
        return new Submission.EraseArticle(
                new Request(Newsroom.OPENED, "erase", null, Preconditions.NONE), new ArticleId(id));
    }
}
