package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;
import static org.dibao.store.fold.Newsroom.problem;

import java.util.List;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    private static final SiteSettings FORMERLY_ELSEWHERE = Json.read(
            "{\"baseUrl\": \"https://News.example:443\", \"formerHosts\": [\"old.example.com\", \"ported.example:81\"]}",
            SiteSettings.class);

    private final Newsroom newsroom = new Newsroom();

    @ParameterizedTest
    @ValueSource(strings = {"old.example.com", "old.example.com:8080", "news.example", "ported.example:81"})
    void anAddressOnAHostThatIsOrWasTheSitesLeadsToTheArticle(String host) {
        newsroom.change(FORMERLY_ELSEWHERE);
        newsroom.send(post("a").redirectedFromHost(host, "/old/x.html"));

        assertThat(newsroom.owner("/old/x.html")).isEqualTo("redirect of a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "news.example:8443", "ported.example", "sub.old.example.com"})
    void anAddressOnAnotherHostIsRefused(String host) {
        newsroom.change(FORMERLY_ELSEWHERE);
        for (Post post : List.of(post("a"), post("a").asDraft())) {
            Problem problem = problem(newsroom.send(post.redirectedFromHost(host, "/x.html")));

            assertThat(problem.field()).isEqualTo("redirect_from");
            assertThat(problem.detail())
                    .startsWith(host + "/x.html: ")
                    .contains("news.example")
                    .contains("formerHosts");
        }
    }

    @Test
    void aPathIsMadeByTheRulesOfTheReleaseThatAcceptedIt() {
        newsroom.send(post("a").in("C#", "TCP/IP"));
        newsroom.send(post("b").in("C#", "TCP/IP").withJekyllsPath());
        newsroom.send(post("c").at("pretty"));
        newsroom.send(post("d").at("pretty").withJekyllsPath());
        newsroom.send(post("e")
                .at("/:collection/:path.html")
                .readFrom("x/_posts/2022-01-25-e.md")
                .withJekyllsPath());

        assertThat(newsroom.head("a").path()).hasToString("/c-/tcp-ip/2022/01/25/a.html");
        assertThat(newsroom.head("b").path()).hasToString("/c#/tcp/ip/2022/01/25/b.html");
        assertThat(newsroom.head("c").path()).hasToString("/news/2022/01/25/c/");
        assertThat(newsroom.head("d").path()).hasToString("/pretty");
        assertThat(newsroom.head("e").path()).hasToString("/posts/x/2022-01-25-e.html");
    }

    @Test
    void aFirstArticleIsPublishedAtThePathOfTheSitesPattern() {
        Outcome outcome = newsroom.send(post("NW1").titled("上海：早市 开盘").in("dazhongribao"));

        Outcome.Published published = (Outcome.Published) outcome;
        assertThat(published.article().path().value()).isEqualTo("/dazhongribao/2022/01/25/上海-早市-开盘.html");
        assertThat(published.article().revision().value()).isEqualTo(1);
        assertThat(published.before()).isNull();
        assertThat(published.redirects()).isEmpty();
        assertThat(newsroom.owner("/dazhongribao/2022/01/25/上海-早市-开盘.html")).isEqualTo("current of NW1");
        assertThat(Result.of(outcome).status()).isEqualTo(201);
    }

    @Test
    void aRevisionAtTheSamePathKeepsPathAndClaim() {
        newsroom.send(post("a").at("/one.html"));
        PathClaim claim = newsroom.claim("/one.html");

        Outcome.Revised revised =
                (Outcome.Revised) newsroom.send(post("a").at("/one.html").saying("Second thoughts."));

        assertThat(revised.article().revision().value()).isEqualTo(2);
        assertThat(revised.article().html()).contains("Second thoughts.");
        assertThat(revised.before().listed()).isTrue();
        assertThat(newsroom.last().claims()).isEmpty();
        assertThat(newsroom.claim("/one.html")).isEqualTo(claim);
        assertThat(Result.of(revised).status()).isEqualTo(200);
    }

    @Test
    void aMoveLeavesARedirect() {
        newsroom.send(post("a").at("/one.html"));

        Outcome.Moved moved = (Outcome.Moved) newsroom.send(post("a").at("/two.html"));

        assertThat(moved.article().path()).isEqualTo(path("/two.html"));
        assertThat(moved.before().path()).isEqualTo(path("/one.html"));
        assertThat(moved.redirects()).containsExactly(path("/one.html"));
        assertThat(newsroom.owner("/one.html")).isEqualTo("redirect of a");
        assertThat(newsroom.owner("/two.html")).isEqualTo("current of a");
        assertThat(newsroom.head("a").redirects()).containsExactly(path("/one.html"));
    }

    @Test
    void aMoveBackTurnsTheRedirectAround() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.send(post("a").at("/two.html"));

        Outcome.Moved back = (Outcome.Moved) newsroom.send(post("a").at("/one.html"));

        assertThat(back.before().redirects()).containsExactly(path("/one.html"));
        assertThat(back.redirects()).containsExactly(path("/two.html"));
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");
        assertThat(newsroom.owner("/two.html")).isEqualTo("redirect of a");
        assertThat(newsroom.head("a").redirects()).containsExactly(path("/two.html"));
    }

    @Test
    void aPathThatBelongsToAnotherIsRefusedAndNothingChanges() {
        newsroom.send(post("a").at("/one.html"));

        Problem problem = problem(newsroom.send(post("b").at("/one.html")));

        assertThat(problem.type()).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.field()).isEqualTo("permalink");
        assertThat(newsroom.last().head()).isNull();
        assertThat(newsroom.last().claims()).isEmpty();
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");
    }

    @Test
    void aWithdrawnArticlesPathStaysItsOwn() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");

        assertThat(problem(newsroom.send(post("b").at("/one.html"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");
    }

    @Test
    void aFormerPathYieldsToAnotherArticle() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.send(post("a").at("/two.html"));

        assertThat(newsroom.send(post("b").at("/one.html"))).isInstanceOf(Outcome.Published.class);

        assertThat(newsroom.owner("/one.html")).isEqualTo("current of b");
    }

    @Test
    void aFormerPathThatWasTakenOverLeadsToItsFirstOwnerNoMore() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.send(post("a").at("/two.html"));
        newsroom.send(post("b").at("/one.html"));

        Outcome.Moved moved = (Outcome.Moved) newsroom.send(post("a").at("/three.html"));

        assertThat(moved.before().redirects()).isEmpty();
        assertThat(moved.redirects()).containsExactly(path("/two.html"));
        assertThat(newsroom.head("a").redirects()).containsExactly(path("/two.html"));
        assertThat(problem(newsroom.send(post("a").at("/one.html"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
    }

    @Test
    void redirectFromIsClaimed() {
        Outcome.Published published =
                (Outcome.Published) newsroom.send(post("a").at("/one.html").redirectedFrom("/old/1", "/old/2/"));

        assertThat(published.redirects()).containsExactly(path("/old/1"), path("/old/2/"));
        assertThat(newsroom.owner("/old/1")).isEqualTo("redirect of a");
    }

    @Test
    void aWithdrawnArticlesPathLeadsToItsSuccessor() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");

        Outcome.Published successor =
                (Outcome.Published) newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html"));

        assertThat(successor.redirects()).containsExactly(path("/one.html"));
        assertThat(newsroom.owner("/one.html")).isEqualTo("redirect of b");
    }

    @Test
    void whatIsTakenBackIntoADraftCanHaveASuccessorToo() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.send(post("a").at("/one.html").asDraft());
        newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html"));

        assertThat(newsroom.owner("/one.html")).isEqualTo("redirect of b");
    }

    @Test
    void anArticleThatComesBackTakesItsPathBack() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");
        newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html"));

        assertThat(newsroom.send(post("a").at("/one.html"))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");

        newsroom.withdraw("a");
        assertThat(newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html")))
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.owner("/one.html")).as("gone again").isEqualTo("current of a");
    }

    @Test
    void anArticleThatComesBackElsewhereLeavesItsPathToItsSuccessor() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");
        newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html"));

        Outcome.Published back = (Outcome.Published) newsroom.send(post("a").at("/three.html"));

        assertThat(back.redirects()).isEmpty();
        assertThat(newsroom.owner("/one.html")).isEqualTo("redirect of b");
    }

    @Test
    void aThirdArticleAtTheFormerPathOfAWithdrawnOneIsNotDisplaced() {
        newsroom.send(post("a").at("/one.html"));
        newsroom.withdraw("a");
        newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html"));
        newsroom.send(post("c").at("/one.html"));

        assertThat(problem(newsroom.send(post("a").at("/one.html"))).type()).isEqualTo(Problem.Type.PATH_TAKEN);
        assertThat(newsroom.send(post("a").at("/three.html"))).isInstanceOf(Outcome.Published.class);
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of c");
    }

    @Test
    void redirectFromYieldsToWhatIsCurrent() {
        newsroom.send(post("a").at("/one.html"));

        Outcome.Published published =
                (Outcome.Published) newsroom.send(post("b").at("/two.html").redirectedFrom("/one.html", "/two.html"));

        assertThat(published.redirects()).isEmpty();
        assertThat(newsroom.owner("/one.html")).isEqualTo("current of a");
        assertThat(newsroom.owner("/two.html")).isEqualTo("current of b");
    }

    @Test
    void aNewerRedirectWinsAndACurrentPathWinsOverBoth() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));
        newsroom.send(post("b").at("/two.html").redirectedFrom("/old"));
        assertThat(newsroom.owner("/old")).isEqualTo("redirect of b");

        Outcome.Withdrawn withdrawn = (Outcome.Withdrawn) newsroom.withdraw("a");
        assertThat(withdrawn.before().redirects())
                .as("what no longer leads to it")
                .isEmpty();

        newsroom.send(post("c").at("/old"));
        assertThat(newsroom.owner("/old")).isEqualTo("current of c");
    }

    @Test
    void aRedirectThatIsItsOwnIsNotClaimedAgain() {
        Post a = post("a").at("/one.html").redirectedFrom("/old");
        newsroom.send(a);

        Outcome.Revised revised = (Outcome.Revised) newsroom.send(a.saying("More."));

        assertThat(revised.redirects()).isEmpty();
        assertThat(newsroom.last().claims()).isEmpty();
        assertThat(newsroom.head("a").redirects()).containsExactly(path("/old"));
    }

    @Test
    void aRedirectThatIsNoLongerGivenStays() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));
        newsroom.send(post("a").at("/one.html"));

        assertThat(newsroom.owner("/old")).isEqualTo("redirect of a");
        assertThat(newsroom.head("a").redirects()).containsExactly(path("/old"));
    }

    @Test
    void factsTellTheRedirectsThatLedThereBefore() {
        newsroom.send(post("a").at("/one.html").redirectedFrom("/old"));

        PreviousState before = ((Outcome.Withdrawn) newsroom.withdraw("a")).before();

        assertThat(before.path()).isEqualTo(path("/one.html"));
        assertThat(before.redirects()).isEqualTo(List.of(path("/old")));
    }

    private static ArticlePath path(String value) {
        return new ArticlePath(value);
    }

    @Test
    void aStaticPageWithoutADateHasNoneInItsPath() {
        Newsroom newsroom = new Newsroom();
        newsroom.send(post("x").titled("About us").undated().in("news").laidOutAs("page"));
        newsroom.send(post("y")
                .titled("Rules")
                .dated("2022-01-25T09:36:15+08:00")
                .in("news")
                .laidOutAs("page"));
        newsroom.send(post("z").titled("Help").undated().at("/help/").laidOutAs("page"));

        assertThat(newsroom.owner("/About-us.html")).isEqualTo("current of x");
        assertThat(newsroom.owner("/news/2022/01/25/Rules.html")).isEqualTo("current of y");
        assertThat(newsroom.owner("/help/")).isEqualTo("current of z");
    }
}
