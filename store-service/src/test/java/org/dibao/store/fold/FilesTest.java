package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.time.Instant;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Focus;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of files, and of articles whose path a file has. */
class FilesTest {
    private static final FilePath FERRY = new FilePath("/images/ferry.jpg");
    private static final FileContent MORNING = new FileContent("a".repeat(64), 10, "image/jpeg", 4, 3);
    private static final FileContent EVENING = new FileContent("b".repeat(64), 11, "image/jpeg", 4, 3);

    private final Newsroom newsroom = new Newsroom();

    @Test
    void aFileIsPublishedRevisedWithdrawnAndPublishedAgain() {
        assertThat(keep(FERRY, MORNING).outcome())
                .isEqualTo(new Outcome.FilePublished(FERRY, new Revision(1), MORNING, null));
        assertThat(keep(FERRY, EVENING).outcome())
                .isEqualTo(new Outcome.FileRevised(FERRY, new Revision(2), EVENING, MORNING));
        assertThat(remove(FERRY).outcome()).isEqualTo(new Outcome.FileWithdrawn(FERRY, new Revision(3), EVENING));
        assertThat(keep(FERRY, EVENING).outcome())
                .isEqualTo(new Outcome.FilePublished(FERRY, new Revision(4), EVENING, EVENING));
    }

    @Test
    void theSameBytesAgainChangeNothing() {
        keep(FERRY, MORNING);

        Decision again = keep(FERRY, MORNING, new Preconditions(new Revision(7), false), null);

        assertThat(again.outcome()).isEqualTo(new Outcome.Unchanged(null, new Revision(1), null, FERRY));
        assertThat(again.file()).isNull();
    }

    @Test
    void theSameBytesKeepTheirFocalPointUntilAnotherIsNamed() {
        FileContent left = MORNING.focusedOn(new Focus(10, 50));
        FileContent right = MORNING.focusedOn(new Focus(90, 50));
        keep(FERRY, left);

        assertThat(Result.of(keep(FERRY, MORNING).outcome()).outcome()).isEqualTo(Result.Kind.UNCHANGED);
        assertThat(keep(FERRY, right).outcome())
                .isEqualTo(new Outcome.FileRevised(FERRY, new Revision(2), right, left));
        remove(FERRY);
        assertThat(keep(FERRY, MORNING).outcome())
                .isEqualTo(new Outcome.FilePublished(FERRY, new Revision(4), right, right));
        assertThat(keep(FERRY, EVENING).outcome())
                .isEqualTo(new Outcome.FileRevised(FERRY, new Revision(5), EVENING, right));
    }

    @Test
    void whatIsNotThereCannotBeRemovedAndWhatIsGoneIsGone() {
        assertThat(problem(remove(FERRY))).isEqualTo(Problem.Type.NOT_FOUND);
        keep(FERRY, MORNING);
        remove(FERRY);

        assertThat(Result.of(remove(FERRY).outcome()).outcome()).isEqualTo(Result.Kind.UNCHANGED);
    }

    @Test
    void preconditionsAreThoseOfTheRevision() {
        assertThat(problem(keep(FERRY, MORNING, new Preconditions(new Revision(1), false), null)))
                .isEqualTo(Problem.Type.PRECONDITION_FAILED);
        keep(FERRY, MORNING, new Preconditions(null, true), null);
        assertThat(problem(keep(FERRY, EVENING, new Preconditions(null, true), null)))
                .isEqualTo(Problem.Type.PRECONDITION_FAILED);
        assertThat(Result.of(keep(FERRY, EVENING, new Preconditions(new Revision(1), false), null)
                                .outcome())
                        .outcome())
                .isEqualTo(Result.Kind.FILE_REVISED);
    }

    @Test
    void aRetryIsOneRevision() {
        Idempotency key = new Idempotency("desk/1", "f");
        Decision first = keep(FERRY, MORNING, Preconditions.NONE, key);
        keep(FERRY, EVENING);

        Outcome again = keep(FERRY, MORNING, Preconditions.NONE, key).outcome();

        assertThat(again).isEqualTo(new Outcome.Repeated(first.position(), Result.of(first.outcome())));
        assertThat(Result.of(again).file()).isEqualTo(FERRY);
        assertThat(problem(keep(FERRY, MORNING, Preconditions.NONE, new Idempotency("desk/1", "g"))))
                .isEqualTo(Problem.Type.KEY_REUSED);
    }

    @Test
    void anArticleAndAFileAreNeverAtOnePath() {
        FilePath path = new FilePath("/guides/ferry.html");
        newsroom.send(post("ferry").at("/guides/ferry.html"));
        assertThat(problem(keep(path, MORNING))).isEqualTo(Problem.Type.PATH_TAKEN);
        newsroom.withdraw("ferry");
        assertThat(problem(keep(path, MORNING)))
                .as("a withdrawn article keeps its path")
                .isEqualTo(Problem.Type.PATH_TAKEN);

        FilePath other = new FilePath("/guides/boat.html");
        keep(other, MORNING);
        Decision refused = newsroom.send(post("boat").at("/guides/boat.html").submission());
        assertThat(problem(refused)).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(refused.claims()).isEmpty();
        remove(other);
        assertThat(Result.of(newsroom.send(post("boat").at("/guides/boat.html")))
                        .outcome())
                .isEqualTo(Result.Kind.PUBLISHED);
    }

    @Test
    void aRedirectYieldsToAFile() {
        newsroom.send(post("ferry").at("/now.html").redirectedFrom("/old.html"));

        assertThat(Result.of(keep(new FilePath("/old.html"), MORNING).outcome()).outcome())
                .isEqualTo(Result.Kind.FILE_PUBLISHED);
        assertThat(Result.of(newsroom.send(post("ferry").at("/now.html").saying("More.")))
                        .outcome())
                .isEqualTo(Result.Kind.REVISED);
    }

    @Test
    void nobodyLearnsFromARefusalWhichPathAScheduledArticleHasReserved() {
        newsroom.send(post("opening").at("/opening.html").publishedAt("2022-04-01T06:00:00+08:00"));

        Decision refused = keep(new FilePath("/opening.html"), MORNING);

        assertThat(problem(refused)).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(refused.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(Result.of(refused.event().outcome()).file()).isNull();
        assertThat(refused.event().outcome().toString()).doesNotContain("opening");
    }

    @Test
    void aScheduledArticleCannotReserveThePathOfAFile() {
        keep(new FilePath("/opening.html"), MORNING);

        Decision refused = newsroom.send(post("opening")
                .at("/opening.html")
                .publishedAt("2022-04-01T06:00:00+08:00")
                .submission());

        assertThat(problem(refused)).isEqualTo(Problem.Type.PATH_TAKEN);
    }

    private Decision keep(FilePath path, FileContent content) {
        return keep(path, content, Preconditions.NONE, null);
    }

    private Decision keep(FilePath path, FileContent content, Preconditions preconditions, @Nullable Idempotency key) {
        return newsroom.send(new Submission.KeepFile(
                new Request(Instant.parse("2022-03-02T00:00:00Z"), "desk", key, preconditions), path, content));
    }

    private Decision remove(FilePath path) {
        return newsroom.send(new Submission.RemoveFile(
                new Request(Instant.parse("2022-03-02T00:00:00Z"), "desk", null, Preconditions.NONE), path));
    }

    private static Problem.@Nullable Type problem(Decision decision) {
        Problem problem = Result.of(decision.outcome()).problem();
        return problem == null ? null : problem.type();
    }
}
