package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;
import static org.dibao.store.fold.Newsroom.site;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.dibao.contract.Post;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.junit.jupiter.api.Test;

/** Articles take their addresses anew after the site's settings have changed. */
class MovesTest {
    private static final String SHANGHAI = "Asia/Shanghai";
    private static final String DATES = "/:year/:month/:day/:title.html";

    private final Newsroom newsroom = new Newsroom();

    @Test
    void theSameContentMovesToTheAddressByTheNewPattern() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a"));
        newsroom.change(site("/:title.html", SHANGHAI));
        assertThat(newsroom.send(post("a"))).isInstanceOf(Outcome.Unchanged.class);

        Outcome.Moved moved = (Outcome.Moved) move(post("a"));

        assertThat(moved.article().path().value()).isEqualTo("/a.html");
        assertThat(newsroom.owner("/2022/01/25/a.html")).isEqualTo("redirect of a");
        assertThat(move(post("a"))).as("the same again").isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.head("a").modifiedAt()).as("readers see no change").isEqualTo(Newsroom.OPENED);
    }

    @Test
    void anAddressOfItsOwnStays() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a").at("/own.html"));
        newsroom.change(site("/:title.html", SHANGHAI));

        assertThat(move(post("a").at("/own.html"))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.owner("/own.html")).isEqualTo("current of a");
    }

    @Test
    void aDateWithAnOffsetKeepsItsInstantAndOneWithoutKeepsItsClock() {
        newsroom.change(site(DATES, SHANGHAI));
        Post instant = post("instant").dated("2022-01-25T02:00:00+08:00");
        Post clock = post("clock").dated("2022-01-25T02:00:00");
        newsroom.send(instant);
        newsroom.send(clock);
        newsroom.change(site(DATES, "UTC"));

        assertThat(((Outcome.Moved) move(instant)).article().path().value()).isEqualTo("/2022/01/24/instant.html");
        assertThat(((Outcome.Revised) move(clock)).article().date()).hasToString("2022-01-25T02:00Z");
        assertThat(newsroom.head("clock").modifiedAt())
                .as("readers see no change")
                .isEqualTo(Newsroom.OPENED);
        assertThat(move(clock)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void anArticleWithoutADateMovesToTheDayOfItsAcceptanceInTheNewZone() {
        newsroom.change(site(DATES, SHANGHAI));
        Post undated = post("a").undated().receivedAt(Instant.parse("2022-03-01T20:00:00Z"));
        newsroom.send(undated);
        newsroom.change(site(DATES, "UTC"));

        assertThat(((Outcome.Moved) move(undated)).article().path().value()).isEqualTo("/2022/03/01/a.html");
    }

    @Test
    void aMoveBringsNothingBackAndPublishesNothing() {
        newsroom.send(post("gone"));
        newsroom.withdraw("gone");
        assertThat(problem(move(post("gone"))).detail()).startsWith("the article is withdrawn");
        assertThat(newsroom.head("gone").status()).isEqualTo(Status.WITHDRAWN);

        newsroom.send(post("later").dated("2022-03-01T08:00:00").timed());
        newsroom.change(site(DATES, "Pacific/Pago_Pago"));
        assertThat(problem(move(post("later").dated("2022-03-01T08:00:00").timed()))
                        .field())
                .isEqualTo("date");
        assertThat(newsroom.head("later").status()).isEqualTo(Status.LIVE);

        Post soon = post("soon").undated().publishedAt("2022-03-01T06:00:00").timed();
        newsroom.change(site(DATES, "UTC"));
        newsroom.send(soon);
        newsroom.change(site(DATES, SHANGHAI));
        assertThat(problem(move(soon)).field()).isEqualTo("publishAt");
        assertThat(newsroom.head("soon").isScheduled()).isTrue();
    }

    @Test
    void aScheduledArticleGetsTheAddressThatIsReservedAnew() {
        Post scheduled = post("a").dated("2022-04-01T08:00:00+08:00").timed();
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(scheduled);
        newsroom.change(site("/:title.html", SHANGHAI));

        assertThat(move(scheduled)).isInstanceOf(Outcome.Scheduled.class);
        assertThat(move(scheduled)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.head("a").reserved()).hasToString("/a.html");
        assertThat(newsroom.owner("/2022/04/01/a.html")).isEqualTo("released of a");
    }

    @Test
    void anAddressThatIsTakenIsRefusedAndNothingMoves() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a").titled("Ferry"));
        newsroom.send(post("b").titled("Ferry").dated("2022-01-26T08:00:00+08:00"));
        newsroom.change(site("/:title.html", SHANGHAI));
        move(post("a").titled("Ferry"));

        assertThat(problem(move(post("b").titled("Ferry").dated("2022-01-26T08:00:00+08:00")))
                        .field())
                .isEqualTo("permalink");
        assertThat(newsroom.owner("/2022/01/26/Ferry.html")).isEqualTo("current of b");
    }

    @Test
    void aChangeKeepsTheAddressOfEarlierSettings() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a"));
        newsroom.send(post("later").dated("2022-04-01T08:00:00+08:00").timed());
        newsroom.change(site("/:title.html", SHANGHAI));

        assertThat(keep(post("a").saying("Other"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.owner("/2022/01/25/a.html")).isEqualTo("current of a");
        assertThat(keep(post("later")
                        .saying("Other")
                        .dated("2022-04-01T08:00:00+08:00")
                        .timed()))
                .isInstanceOf(Outcome.Scheduled.class);
        assertThat(newsroom.head("later").reserved()).hasToString("/2022/04/01/later.html");
        newsroom.withdraw("a");
        assertThat(keep(post("a").saying("Other"))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.owner("/2022/01/25/a.html")).isEqualTo("current of a");
        assertThat(newsroom.send(post("a").saying("Whole"))).isInstanceOf(Outcome.Moved.class);
    }

    /** A correction must not publish what is under embargo, nor take off what is live. */
    @Test
    void aChangeKeepsTheTimesOfAnotherTimeZone() {
        Post later = post("later").undated().publishedAt("2022-03-01T06:00:00").timed();
        Post live = post("live").dated("2022-02-28T22:00:00").timed();
        Post ending = post("ending").withdrawnAt("2022-03-02T08:00:00").timed();
        newsroom.change(site(DATES, "UTC"));
        newsroom.send(later);
        newsroom.send(live);
        newsroom.send(ending);
        newsroom.change(site(DATES, "Asia/Shanghai"));
        assertThat(keep(later.saying("Other"))).isInstanceOf(Outcome.Scheduled.class);
        assertThat(newsroom.head("later").publishAt()).hasToString("2022-03-01T06:00:00Z");
        assertThat(keep(ending.saying("Other"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.head("ending").withdrawAt()).hasToString("2022-03-02T08:00:00Z");

        newsroom.change(site(DATES, "Pacific/Pago_Pago"));
        assertThat(keep(live.saying("Other"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.head("live").date()).hasToString("2022-02-28T22:00Z");
        assertThat(newsroom.head("live").publishAt()).isNull();
    }

    @Test
    void anotherTimeOfPublicationGivesAnotherDateAndAddressToWhatNobodyHasSeen() {
        newsroom.change(site(DATES, SHANGHAI));
        Post later = post("later").undated();
        newsroom.send(later.publishedAt("2022-04-05T08:00:00").timed());

        Set<Kept> kept = EnumSet.of(Kept.ADDRESS, Kept.WITHDRAW_AT);
        newsroom.send(
                later.publishedAt("2022-04-02T08:00:00").timed().submission().keeping(kept));
        assertThat(newsroom.head("later").date()).hasToString("2022-04-02T08:00+08:00");
        assertThat(newsroom.head("later").reserved()).hasToString("/2022/04/02/later.html");

        newsroom.send(later.submission().keeping(kept));
        assertThat(newsroom.head("later").isLive()).isTrue();
        assertThat(newsroom.head("later").date().toInstant()).isEqualTo(Newsroom.OPENED);
        newsroom.send(
                later.publishedAt("2022-04-09T08:00:00").timed().submission().keeping(kept));
        assertThat(newsroom.head("later").date().toInstant())
                .as("readers have seen it")
                .isEqualTo(Newsroom.OPENED);
    }

    @Test
    void anAddressMadeOfATitleStaysWhenAllOfTheArticleIsPublishedAgainWithAnother() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a").titled("Ferry late"));

        assertThat(again(post("a").titled("Ferry on time"))).isInstanceOf(Outcome.Revised.class);
        assertThat(again(post("a").titled("All ferries on time"))).isInstanceOf(Outcome.Revised.class);
        assertThat(newsroom.owner("/2022/01/25/Ferry-late.html")).isEqualTo("current of a");
        assertThat(newsroom.owner("/2022/01/25/Ferry-on-time.html")).isEqualTo("nobody's");

        assertThat(again(post("a").titled("Ferries").dated("2022-01-26T08:00:00+08:00")))
                .as("another date is another address")
                .isInstanceOf(Outcome.Moved.class);
        assertThat(newsroom.owner("/2022/01/26/Ferries.html")).isEqualTo("current of a");
        assertThat(again(post("a").titled("Ferries").slug("own").dated("2022-01-26T08:00:00+08:00")))
                .isInstanceOf(Outcome.Moved.class);
        assertThat(newsroom.send(post("a").titled("Boats").dated("2022-01-26T08:00:00+08:00")))
                .as("in records of earlier releases the address follows the title")
                .isInstanceOf(Outcome.Moved.class);
    }

    @Test
    void whatNobodyHasSeenGoesWithItsTitle() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a").titled("Notes").asDraft());

        assertThat(again(post("a").titled("Ferry late"))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.owner("/2022/01/25/Ferry-late.html")).isEqualTo("current of a");
    }

    @Test
    void anAddressThatAnotherArticleHasByNowIsNotInsistedOn() {
        newsroom.change(site(DATES, SHANGHAI));
        newsroom.send(post("a").titled("Ferry late"));
        newsroom.withdraw("a");
        newsroom.send(post("b").titled("Other").redirectedFrom("/2022/01/25/Ferry-late.html"));

        assertThat(again(post("a").titled("Ferry on time"))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.owner("/2022/01/25/Ferry-on-time.html")).isEqualTo("current of a");
    }

    private Outcome again(Post post) {
        return newsroom.send(post.submission().keeping(EnumSet.of(Kept.SLUG))).outcome();
    }

    @Test
    void aReplayDecidesTheSame() {
        theSameContentMovesToTheAddressByTheNewPattern();
        History again = new History();
        for (int at = 0; at < newsroom.log().size(); at++) {
            Decision decision =
                    Fold.decide(again, new Position(at), newsroom.log().get(at));
            assertThat(decision).isEqualTo(newsroom.decisions().get(at));
            again.apply(decision);
        }
    }

    private Outcome keep(Post post) {
        return newsroom.send(post.submission().keeping(EnumSet.allOf(Kept.class)))
                .outcome();
    }

    private Outcome move(Post post) {
        return newsroom.send(post.submission().moving()).outcome();
    }
}
