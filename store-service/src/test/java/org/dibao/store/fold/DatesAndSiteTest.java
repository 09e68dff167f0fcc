package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;
import static org.dibao.store.fold.Newsroom.site;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesAndSiteTest {
    private final Newsroom newsroom = new Newsroom();

    @Test
    void aDateWithAnOffsetIsShownInTheSitesZone() {
        assertThat(article(newsroom.send(post("a").dated("2022-01-24T20:00:00Z")))
                        .date())
                .hasToString("2022-01-25T04:00+08:00");
        assertThat(newsroom.head("a").path()).hasToString("/news/2022/01/25/a.html");
    }

    @Test
    void aDateWithoutAnOffsetIsInTheSitesZone() {
        newsroom.change(site("date", "America/New_York"));

        assertThat(article(newsroom.send(post("winter").dated("2022-01-25T09:36:15")))
                        .date())
                .hasToString("2022-01-25T09:36:15-05:00");
        assertThat(article(newsroom.send(post("summer").dated("2021-07-25T09:36:15")))
                        .date())
                .hasToString("2021-07-25T09:36:15-04:00");
    }

    /** Towns had offsets with seconds, which RFC 3339 cannot express. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai,    1872-04-30T00:00:00,       1872-04-30T00:00+08:05, 1872/04/30",
        "Asia/Shanghai,    1872-04-30T23:59:59,       1872-04-30T23:59:59+08:05, 1872/04/30",
        "America/New_York, 1872-04-30T00:00:00,       1872-04-30T00:00-04:57, 1872/04/30",
        "America/New_York, 1872-04-30T23:59:59,       1872-04-30T23:59:59-04:57, 1872/04/30",
        "Africa/Monrovia,  1930-01-01T00:00:00,       1930-01-01T00:00-00:45, 1930/01/01",
        "Asia/Shanghai,    1872-04-30T00:00:00+08:00, 1872-04-30T00:05+08:05, 1872/04/30",
    })
    void aDateBeforeStandardTimeKeepsItsDayWithAnOffsetInWholeMinutes(
            String zone, String given, String date, String folders) {
        newsroom.change(site("date", zone));

        Article article = article(newsroom.send(post("a").dated(given)));

        assertThat(article.date()).hasToString(date);
        assertThat(article.path()).hasToString("/news/" + folders + "/a.html");
        assertThat(SubmittedDate.in(ZoneId.of(zone), article.date())).isEqualTo(article.date());
    }

    @Test
    void aDateThatAnEarlierReleaseStoredWithSecondsInItsOffsetKeepsItsDay() {
        assertThat(SubmittedDate.in(ZoneId.of("Asia/Shanghai"), OffsetDateTime.parse("1872-04-30T00:00:00+08:05:43")))
                .hasToString("1872-04-30T00:00+08:05");
    }

    @Test
    void anAbsentDateIsTheMomentOfAcceptanceAndIsKeptByRevisions() {
        Article first = article(newsroom.send(post("a").undated().receivedAt("2022-03-01T16:30:00Z")));
        assertThat(first.date()).hasToString("2022-03-02T00:30+08:00");

        Article second = article(newsroom.send(post("a").undated().saying("x").receivedAt("2022-03-09T00:00:00Z")));

        assertThat(second.date()).isEqualTo(first.date());
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(second.acceptedAt()).isEqualTo(first.acceptedAt());
        assertThat(second.modifiedAt()).isEqualTo("2022-03-09T00:00:00Z");
    }

    @Test
    void aRevisionWithoutADateKeepsTheOneThatWasGiven() {
        newsroom.send(post("a").dated("2020-05-05T05:05:05+08:00"));

        assertThat(article(newsroom.send(post("a").undated())).date()).hasToString("2020-05-05T05:05:05+08:00");
    }

    @Test
    void aDateInTheFutureIsRefusedButClocksMayDiffer() {
        var limit = Newsroom.OPENED.plus(SubmittedDate.CLOCK_TOLERANCE);

        assertThat(newsroom.send(post("a").dated(limit.toString()))).isInstanceOf(Outcome.Published.class);
        Problem problem = problem(
                newsroom.send(post("b").dated(limit.plus(Duration.ofSeconds(1)).toString())));

        assertThat(problem.type()).isEqualTo(Problem.Type.INVALID);
        assertThat(problem.field()).isEqualTo("date");
    }

    @Test
    void theLastChangeIsWhenThePublisherSaysInTheSitesZone() {
        assertThat(article(newsroom.send(post("a"))).modified()).isNull();
        assertThat(article(newsroom.send(post("a").changed("2022-02-02T08:00:00Z")))
                        .modified())
                .hasToString("2022-02-02T16:00+08:00");
        assertThat(article(newsroom.send(post("b").changed("2022-02-02T08:00:00")))
                        .modified())
                .hasToString("2022-02-02T08:00+08:00");
        assertThat(newsroom.send(post("b").changed("2022-02-02T08:00:00"))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(article(newsroom.send(post("b"))).modified())
                .as("no longer said")
                .isNull();
        assertThat(Json.text(article(newsroom.send(post("c"))))).doesNotContain("\"modified\"");
    }

    @Test
    void aLastChangeInTheFutureIsRefused() {
        Problem problem = problem(newsroom.send(
                post("b").changed(Newsroom.OPENED.plus(Duration.ofMinutes(6)).toString())));

        assertThat(problem.type()).isEqualTo(Problem.Type.INVALID);
        assertThat(problem.field()).isEqualTo("modified");
    }

    @Test
    void theWholeRangeOfDatesCanBeDecided() {
        assertThat(newsroom.send(post("a").dated("0001-01-01T00:00:00+18:00"))).isInstanceOf(Outcome.Published.class);
        assertThat(problem(newsroom.send(post("b").dated("9999-12-31T23:59:59-18:00")))
                        .field())
                .isEqualTo("date");
    }

    @Test
    void aNewPatternIsForLaterSubmissionsOnly() {
        newsroom.send(post("a"));
        newsroom.change(site("/:year/:title/", "Asia/Shanghai"));

        assertThat(newsroom.head("a").path()).hasToString("/news/2022/01/25/a.html");
        assertThat(newsroom.send(post("a"))).as("the same again").isInstanceOf(Outcome.Unchanged.class);
        newsroom.send(post("b"));
        assertThat(newsroom.head("b").path()).hasToString("/2022/b/");
        assertThat(newsroom.send(post("a").saying("x"))).isInstanceOf(Outcome.Moved.class);
        assertThat(newsroom.owner("/news/2022/01/25/a.html")).isEqualTo("redirect of a");
    }

    @Test
    void aNewZoneIsForLaterSubmissionsOnly() {
        newsroom.send(post("a").dated("2022-01-25T01:00:00"));
        newsroom.change(site("date", "America/New_York"));
        newsroom.send(post("b").dated("2022-01-25T01:00:00+08:00"));

        assertThat(newsroom.head("a").date()).hasToString("2022-01-25T01:00+08:00");
        assertThat(newsroom.head("b").date()).hasToString("2022-01-24T12:00-05:00");
        assertThat(newsroom.head("b").path()).hasToString("/news/2022/01/24/b.html");
    }

    @Test
    void theSameSettingsAgainAreUnchanged() {
        assertThat(newsroom.change(SiteSettings.DEFAULT)).isEqualTo(new Outcome.Unchanged(null, null, null));
        SiteSettings other = site("pretty", "UTC");
        assertThat(newsroom.change(other)).isEqualTo(new Outcome.SiteChanged(other, SiteSettings.DEFAULT));
        assertThat(newsroom.change(other)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.history().site()).isEqualTo(other);
    }

    @Test
    void settingsThatReplaceOthersThanThoseInForceAreRefused() {
        SiteSettings first = site("pretty", "UTC");
        newsroom.change(first);
        assertThat(newsroom.change(site("date", "UTC"), SiteSettings.DEFAULT.tag()))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.problem().type()).isEqualTo(Problem.Type.PRECONDITION_FAILED));
        assertThat(newsroom.history().site()).isEqualTo(first);
        assertThat(newsroom.change(site("date", "UTC"), first.tag())).isInstanceOf(Outcome.SiteChanged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"！？——……", "...", "🎉🎉", " "})
    void aTitleWithoutLetterOrDigitGivesWayToTheId(String title) {
        assertThat(newsroom.send(post("NW-1").titled(title))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.head("NW-1").path()).hasToString("/news/2022/01/25/NW-1.html");
    }

    @Test
    void anIdWithoutLetterOrDigitStillGivesAPathOfItsOwn() {
        newsroom.send(post("——").titled("？"));
        newsroom.send(post("………").titled("？"));

        assertThat(newsroom.head("——").path()).isNotEqualTo(newsroom.head("………").path());
        assertThat(String.valueOf(newsroom.head("——").path())).matches("/news/2022/01/25/[\\w-]{15,}\\.html");
    }

    @Test
    void aFirstCategoryThatIsAReservedWordIsRefused() {
        Problem problem = problem(newsroom.send(post("a").in("api")));

        assertThat(problem.type()).isEqualTo(Problem.Type.INVALID);
        assertThat(problem.field()).isEqualTo("permalink");
        assertThat(problem.detail()).contains("/api is reserved");
        assertThat(newsroom.send(post("a").in("health", "api"))).isInstanceOf(Outcome.Published.class);
    }

    @Test
    void anAbsurdlyLongPathIsRefused() {
        assertThat(problem(newsroom.send(post("a").titled("很".repeat(3000)))).detail())
                .contains("at most 600");
        assertThat(newsroom.send(post("a").titled("很".repeat(3000)).slug("short")))
                .isInstanceOf(Outcome.Published.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a%2Fb",
                "/a%2fb",
                "/:titel.html",
                "/",
                "/feed.xml",
                "/category/x.html",
                "/%FF",
                "/a%",
            })
    void aPermalinkThatIsNoPathIsRefused(String permalink) {
        assertThat(problem(newsroom.send(post("a").at(permalink))).field()).isEqualTo("permalink");
        assertThat(problem(newsroom.send(post("a").at(permalink).asDraft())).field())
                .isEqualTo("permalink");
    }

    private static Article article(Outcome outcome) {
        return ((Outcome.Live) outcome).article();
    }
}
