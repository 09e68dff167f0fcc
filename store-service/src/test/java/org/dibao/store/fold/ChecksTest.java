package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;
import static org.dibao.store.fold.Newsroom.withdrawal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.Post;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;

/** The same again, preconditions, idempotency keys, and the order in which they are looked at. */
class ChecksTest {
    private final Newsroom newsroom = new Newsroom();
    private final Post one = post("a").at("/one.html");

    @Test
    void theSameContentAgainIsUnchanged() {
        newsroom.send(one);

        Outcome outcome = newsroom.send(one.receivedAt("2022-03-02T00:00:00Z").from("wire"));

        assertThat(outcome)
                .isEqualTo(new Outcome.Unchanged(
                        newsroom.head("a").id(),
                        Revision.FIRST,
                        newsroom.head("a").path()));
        assertThat(newsroom.last().head()).isNull();
        assertThat(Result.of(outcome).status()).isEqualTo(200);
    }

    @Test
    void otherHtmlFromTheSameSourceIsUnchanged() {
        newsroom.send(one);

        assertThat(newsroom.send(one.html("<p>made by a newer release</p>"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void anotherSourceWithTheSameHtmlIsARevision() {
        newsroom.send(one.saying("x").html("<p>x</p>"));

        assertThat(newsroom.send(one.saying(" x").html("<p>x</p>"))).isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void theOrderOfUnknownKeysMakesNoDifferenceAtAnyDepth() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("z", List.of(1, 2.5, "x"));
        inner.put("b", null);
        Map<String, Object> turned = new LinkedHashMap<>();
        turned.put("b", null);
        turned.put("z", List.of(1, 2.5, "x"));

        newsroom.send(one.extra("desk", inner).extra("area", true));

        assertThat(newsroom.send(one.extra("area", true).extra("desk", turned))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(one.extra("area", false).extra("desk", turned)))
                .isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void theWayThroughJsonMakesNoDifference() {
        Submission first = one.extra("number", 7)
                .extra("long", 1L << 40)
                .extra("ratio", 0.1)
                .extra("none", null)
                .submission();
        newsroom.send(first);

        Submission read = Json.read(Json.bytes(first), Submission.class);

        assertThat(newsroom.send(read).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void whatWasGivenIsComparedAndNotWhatCameOfIt() {
        newsroom.send(one.undated());

        assertThat(newsroom.send(one.undated().receivedAt("2022-03-05T00:00:00Z")))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void ifMatchGuardsTheRevision() {
        newsroom.send(one);

        Problem stale = problem(newsroom.send(one.saying("x").ifMatch(2)));
        assertThat(stale.type()).isEqualTo(Problem.Type.PRECONDITION_FAILED);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.field()).isEqualTo("If-Match");
        assertThat(newsroom.send(one.saying("x").ifMatch(1))).isInstanceOf(Outcome.Revised.class);
        assertThat(problem(newsroom.send(post("b").ifMatch(1))).status()).isEqualTo(412);
    }

    @Test
    void ifNoneMatchOnlyCreates() {
        assertThat(newsroom.send(one.createOnly())).isInstanceOf(Outcome.Published.class);

        assertThat(problem(newsroom.send(one.saying("x").createOnly())).field()).isEqualTo("If-None-Match");
        newsroom.withdraw("a");
        assertThat(problem(newsroom.send(one.createOnly())).status())
                .as("withdrawn is there")
                .isEqualTo(412);
        newsroom.send(post("d").asDraft());
        assertThat(problem(newsroom.send(post("d").createOnly())).status())
                .as("a draft is there")
                .isEqualTo(412);
    }

    @Test
    void aWithdrawalIsGuardedToo() {
        newsroom.send(one);

        assertThat(problem(newsroom.send(withdrawal("a", new Preconditions(new Revision(2), false)))
                                .outcome())
                        .status())
                .isEqualTo(412);
        assertThat(newsroom.send(withdrawal("a", new Preconditions(Revision.FIRST, false)))
                        .outcome())
                .isInstanceOf(Outcome.Withdrawn.class);
    }

    @Test
    void theSameContentIsUnchangedBeforePreconditionsAreLookedAt() {
        newsroom.send(one);

        assertThat(newsroom.send(one.createOnly())).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(one.ifMatch(9))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void preconditionsAreLookedAtBeforeThePath() {
        newsroom.send(one);
        newsroom.send(post("b").at("/two.html"));

        assertThat(problem(newsroom.send(post("b").at("/one.html").ifMatch(9))).status())
                .isEqualTo(412);
        assertThat(problem(newsroom.send(post("b").at("/one.html").ifMatch(1))).status())
                .isEqualTo(409);
    }

    @Test
    void aRetryGetsTheFirstResult() {
        Outcome first = newsroom.send(one.key("desk/k", "f"));

        Outcome.Repeated repeated = (Outcome.Repeated) newsroom.send(one.key("desk/k", "f"));

        assertThat(repeated).isEqualTo(new Outcome.Repeated(new Position(0), Result.of(first)));
        assertThat(Result.of(repeated).status()).isEqualTo(201);
        assertThat(Result.of(repeated).path()).isEqualTo(newsroom.head("a").path());
        assertThat(Result.of(repeated).first()).isEqualTo(new Position(0));
        assertThat(newsroom.last().key()).as("the key stays with its first use").isNull();
        assertThat(newsroom.head("a").revision()).isEqualTo(Revision.FIRST);
    }

    @Test
    void aRetryGetsTheFirstResultEvenIfTheArticleHasChangedSince() {
        newsroom.send(one.key("desk/k", "f"));
        newsroom.send(one.saying("Changed since."));

        assertThat(newsroom.send(one.key("desk/k", "f"))).isInstanceOf(Outcome.Repeated.class);
        assertThat(newsroom.head("a").revision()).isEqualTo(new Revision(2));
    }

    @Test
    void aRetryOfWhatWasRefusedIsRefusedTheSame() {
        newsroom.send(one);
        Problem first = problem(newsroom.send(post("b").at("/one.html").key("desk/k", "f")));
        newsroom.send(post("a").at("/elsewhere.html")); // now the path is free

        Outcome.Repeated repeated =
                (Outcome.Repeated) newsroom.send(post("b").at("/one.html").key("desk/k", "f"));

        assertThat(repeated.result().problem()).isEqualTo(first);
        assertThat(Result.of(repeated).status()).isEqualTo(409);
    }

    @Test
    void aKeyWithAnotherRequestIsRefusedAndStaysWithTheFirst() {
        newsroom.send(one.key("desk/k", "f"));

        Problem problem = problem(newsroom.send(one.saying("x").key("desk/k", "g")));

        assertThat(problem.type()).isEqualTo(Problem.Type.KEY_REUSED);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.field()).isEqualTo("Idempotency-Key");
        assertThat(newsroom.send(one.key("desk/k", "f"))).isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void theKeysOfTwoApiKeysAreApart() {
        newsroom.send(one.from("desk").key("desk/k", "f"));

        assertThat(newsroom.send(one.saying("x").from("wire").key("wire/k", "g")))
                .isInstanceOf(Outcome.Revised.class);
    }

    @Test
    void anUnchangedSubmissionKeepsItsKeyToo() {
        newsroom.send(one);
        newsroom.send(one.key("desk/k", "f"));
        newsroom.send(one.saying("x"));

        Outcome.Repeated repeated = (Outcome.Repeated) newsroom.send(one.key("desk/k", "f"));

        assertThat(repeated.result().outcome()).isEqualTo(Result.Kind.UNCHANGED);
    }
}
