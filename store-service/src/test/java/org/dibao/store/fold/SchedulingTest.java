package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.time.Instant;
import java.util.Objects;
import org.dibao.contract.Post;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.KeepAppointment.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Articles that are published and withdrawn at a time. They are received at {@link Post#OPENED}. */
class SchedulingTest {
    private static final String NOON = "2022-03-01T12:00:00Z";
    private static final String EVENING = "2022-03-01T18:00:00Z";
    private final Newsroom newsroom = new Newsroom();

    @Test
    void aDateAheadIsAnAppointment() {
        Decision decision = send(merger());

        assertThat(decision.outcome()).isInstanceOf(Outcome.Scheduled.class);
        assertThat(decision.head()).satisfies(head -> {
            assertThat(head.status()).isEqualTo(Status.SCHEDULED);
            assertThat(head.publishAt()).isEqualTo(NOON);
        });
    }

    @Test
    void nothingThatIsAnnouncedBeforeItsTimeTellsOfIt() {
        send(post("other").at("/merger.html").readFrom("other.md"));
        for (Post submitted : new Post[] {
            merger().at("/merger.html"), merger().ifMatch(7), merger(), merger(), merger().titled("merger, corrected")
        }) {
            assertUnnamed(send(submitted));
        }
        assertUnnamed(keep("merger", Action.PUBLISH, EVENING, EVENING));
        assertUnnamed(newsroom.send(Newsroom.withdrawal("merger", Preconditions.NONE)));
    }

    /** Readers of version 1 know no such result. */
    @Test
    void aRetryOfWhatWasScheduledIsUnnamedEvenAfterItsTime() {
        Post merger = merger().key("k-1", "print");
        send(merger);
        keep("merger", Action.PUBLISH, NOON, NOON);

        Decision again = send(merger.receivedAt(EVENING));

        assertThat(again.outcome()).isInstanceOf(Outcome.Repeated.class);
        assertUnnamed(again);
    }

    @Test
    void itIsPublishedWhenItsTimeHasCome() {
        send(merger());

        Decision published = keep("merger", Action.PUBLISH, NOON, NOON);

        assertThat(published.outcome()).isInstanceOfSatisfying(Outcome.Published.class, outcome -> {
            assertThat(outcome.scheduledFor()).isEqualTo(NOON);
            assertThat(outcome.article().title()).isEqualTo("merger");
            assertThat(outcome.article().html()).contains("First paragraph.");
            assertThat(outcome.article().modifiedAt()).isEqualTo(NOON);
        });
        assertThat(published.source()).isNotNull();
        assertThat(published.given()).hasToString("0");
        assertThat(published.concealed()).isFalse();
        assertThat(head(published).isLive()).isTrue();
    }

    @Test
    void twoRecordsOfOneAppointmentPublishOnce() {
        send(merger());

        keep("merger", Action.PUBLISH, NOON, NOON);

        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).head()).isNull();
    }

    @Test
    void aClockThatIsAheadPublishesNothingEarly() {
        send(merger());

        assertThat(keep("merger", Action.PUBLISH, NOON, "2022-03-01T11:59:59.999Z")
                        .outcome())
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome()).isInstanceOf(Outcome.Published.class);
    }

    @Test
    void anotherTimeMakesTheRecordOfTheOldOneVoid() {
        send(merger());
        send(merger().dated(EVENING));

        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(keep("merger", Action.PUBLISH, EVENING, EVENING).outcome()).isInstanceOf(Outcome.Published.class);
    }

    @Test
    void theLatestTextIsPublished() {
        send(merger());
        send(merger().titled("the merger is off"));

        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).article())
                .extracting(Article::title)
                .isEqualTo("the merger is off");
    }

    @Test
    void whatIsWithdrawnOrMadeADraftBeforeIsNotPublished() {
        send(merger());
        newsroom.withdraw("merger");
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome()).isInstanceOf(Outcome.Unchanged.class);

        send(merger());
        send(merger().asDraft());
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void theSameTextAgainChangesNothingBeforeAndAfterItsTime() {
        send(merger());
        assertThat(send(merger()).outcome()).isInstanceOf(Outcome.Unchanged.class);
        keep("merger", Action.PUBLISH, NOON, NOON);

        assertThat(send(merger().receivedAt(EVENING)).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aCorrectionThatReachesTheLogJustAfterItsTimeDoesNotTakeTheArticleDown() {
        Post merger = merger().slug("merger");
        send(merger);
        keep("merger", Action.PUBLISH, NOON, NOON);

        Decision corrected =
                send(merger.titled("corrected").receivedAt(Instant.parse(NOON).minusMillis(5)));

        assertThat(corrected.outcome()).isInstanceOf(Outcome.Revised.class);
        assertThat(send(merger.titled("corrected")
                                .receivedAt(Instant.parse(NOON).minusMillis(4)))
                        .outcome())
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void whatIsSentAgainAfterItsTimeIsPublishedEvenIfNobodyKeptTheAppointment() {
        send(merger());

        assertThat(send(merger().receivedAt(EVENING)).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(keep("merger", Action.PUBLISH, NOON, EVENING).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void itsPathIsReserved() {
        send(merger().at("/merger.html"));

        Decision taken = send(post("other").at("/merger.html"));

        assertThat(taken.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.problem().detail())
                                .contains("reserved")
                                .doesNotContain("merger"));
        keep("merger", Action.PUBLISH, NOON, NOON);
        assertThat(send(post("other").at("/merger.html")).outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aReservedPathIsFreeAgainOnceNothingIsScheduledThere() {
        send(merger().at("/merger.html"));
        send(merger().at("/elsewhere.html"));
        assertThat(send(post("other").at("/merger.html")).outcome()).isInstanceOf(Outcome.Published.class);

        newsroom.withdraw("merger");
        assertThat(send(post("third").at("/elsewhere.html")).outcome()).isInstanceOf(Outcome.Published.class);
    }

    @Test
    void aRedirectStaysWhereSomethingIsScheduledUntilItsTime() {
        send(post("old").at("/old.html"));
        send(post("old").at("/new.html"));
        send(merger().at("/old.html"));

        Outcome revised = send(post("old").at("/new.html").titled("again")).outcome();
        assertThat(revised)
                .isInstanceOfSatisfying(
                        Outcome.Revised.class,
                        outcome -> assertThat(outcome.before().redirects()).hasToString("[/old.html]"));
        assertThat(send(post("third").at("/old.html")).outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).article())
                .extracting(Article::path)
                .hasToString("/old.html");
        assertThat(send(post("old").at("/new.html").titled("once more")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Revised.class,
                        outcome -> assertThat(outcome.before().redirects()).isEmpty());
    }

    @Test
    void itIsWithdrawnWhenItsTimeIsOver() {
        send(merger().withdrawnAt(EVENING));
        Decision published = keep("merger", Action.PUBLISH, NOON, NOON);
        assertThat(head(published).appointment())
                .isEqualTo(new Appointment(new ArticleId("merger"), Action.WITHDRAW, Instant.parse(EVENING)));

        Decision withdrawn = keep("merger", Action.WITHDRAW, EVENING, EVENING);

        assertThat(withdrawn.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Withdrawn.class,
                        outcome -> assertThat(outcome.scheduledFor()).isEqualTo(EVENING));
        assertThat(keep("merger", Action.WITHDRAW, EVENING, EVENING).outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(send(merger().withdrawnAt(EVENING).receivedAt("2022-03-02T00:00:00Z"))
                        .outcome())
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void whatWasNeverPublishedBeforeItsTimeWasOverIsNotShownForAMoment() {
        send(merger().withdrawnAt(EVENING));

        Decision late = keep("merger", Action.PUBLISH, NOON, "2022-03-02T00:00:00Z");

        assertThat(late.outcome()).isInstanceOf(Outcome.Drafted.class);
        assertThat(head(late).status()).isEqualTo(Status.WITHDRAWN);
        assertUnnamed(late);
    }

    @Test
    void anArticleIsWithdrawnAfterItIsPublished() {
        assertThat(send(merger().withdrawnAt(NOON)).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.problem().field()).isEqualTo("withdrawAt"));
        assertThat(send(post("over").withdrawnAt("2022-02-01T00:00:00Z")).outcome())
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void publishAtIsTheDateOfAnArticleWithoutOne() {
        send(post("merger").undated().publishedAt(NOON));

        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).article())
                .extracting(article -> article.date().toInstant())
                .isEqualTo(Instant.parse(NOON));
    }

    @Test
    void aLiveArticleWhoseDateIsSetAheadIsWithdrawnUntilThen() {
        send(post("merger"));

        assertThat(send(merger()).outcome()).isInstanceOf(Outcome.Withdrawn.class);
        assertThat(keep("merger", Action.PUBLISH, NOON, NOON).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Published.class,
                        published -> assertThat(published.before()).isNotNull());
    }

    @Test
    void recordsOfEarlierReleasesMeanWhatTheyMeant() {
        assertThat(send(post("soon").dated("2022-03-01T00:04:00Z")).outcome()).isInstanceOf(Outcome.Published.class);
        assertThat(send(post("later").dated(NOON)).outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    private static Post merger() {
        return post("merger").dated(NOON).timed();
    }

    private Decision send(Post post) {
        return newsroom.send(post.submission());
    }

    private Decision keep(String article, Action action, String at, String now) {
        return newsroom.send(new KeepAppointment(
                new Request(Instant.parse(now), "schedule", null, Preconditions.NONE),
                new ArticleId(article),
                action,
                Instant.parse(at)));
    }

    private static Head head(Decision decision) {
        return Objects.requireNonNull(decision.head());
    }

    private static void assertUnnamed(@Nullable Decision decision) {
        assertThat(Json.text(Objects.requireNonNull(decision).event())).doesNotContain("merger");
    }
}
