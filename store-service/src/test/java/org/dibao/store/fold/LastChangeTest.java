package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.Post;
import org.dibao.contract.article.Article;
import org.dibao.contract.event.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an article was changed last, for readers: a false date makes feed readers show it again. */
class LastChangeTest {
    private static final Instant FIRST = Newsroom.OPENED;
    private static final Instant LATER = FIRST.plusSeconds(86_400);
    private static final Instant LAST = LATER.plusSeconds(86_400);
    private static final Post POST =
            post("a").at("/one.html").tagged("t").writtenBy("Li").excerpt("In short.");

    private final Newsroom newsroom = new Newsroom();

    @BeforeEach
    void theArticleIsLive() {
        newsroom.send(POST);
    }

    @Test
    void whatNoReaderSeesLeavesItAlone() {
        int revision = 1;
        for (Post same : List.of(
                POST.pinned(),
                POST.redirectedFrom("/old"),
                POST.extra("weather", "wet"),
                POST.translated("a"),
                POST.laidOutAs(null),
                POST.at("/two.html"),
                POST.slug("b"),
                POST.dated("2022-01-25T01:36:15Z"),
                POST.saying("**First paragraph.**")
                        .html("<p>First paragraph.</p>\n")
                        .from("wire"))) {
            Article article = sent(newsroom, same, LATER);

            assertThat(article.modifiedAt()).as("%s", same.given()).isEqualTo(FIRST);
            assertThat(article.revision().value()).as("the revision counts on").isEqualTo(++revision);
        }
    }

    @Test
    void whatAReaderSeesMovesIt() {
        for (Post other : List.of(
                POST.titled("Other"),
                POST.saying("More."),
                POST.excerpt("Shorter."),
                POST.writtenBy("Wang"),
                POST.in("world"),
                POST.tagged("u"),
                POST.from("江畔日报", null),
                POST.dated("2022-01-25T09:36:16+08:00"))) {
            Newsroom another = new Newsroom();
            another.send(POST);

            assertThat(sent(another, other, LATER).modifiedAt())
                    .as("%s", other.given())
                    .isEqualTo(LATER);
            assertThat(sent(another, other.pinned(), LAST).modifiedAt())
                    .as("%s, then pinned", other.given())
                    .isEqualTo(LATER);
        }
    }

    @Test
    void anArticleThatComesBackAsItWasIsNotChanged() {
        newsroom.withdraw("a");
        assertThat(sent(newsroom, POST, LATER).modifiedAt())
                .as("after a withdrawal")
                .isEqualTo(FIRST);

        newsroom.send(POST.titled("Nobody sees this").asDraft());
        assertThat(sent(newsroom, POST, LAST).modifiedAt()).as("after a draft").isEqualTo(FIRST);

        newsroom.send(POST.titled("Other").asDraft());
        assertThat(sent(newsroom, POST.titled("Other"), LAST).modifiedAt())
                .as("with what the draft said")
                .isEqualTo(LAST);
    }

    @Test
    void aDraftIsSeenFirstWhenItIsPublished() {
        newsroom.send(post("b").asDraft());

        assertThat(sent(newsroom, post("b"), LATER).modifiedAt()).isEqualTo(LATER);
    }

    @Test
    void anotherZoneOfTheSiteIsNoChangeOfItsArticles() {
        newsroom.change(Newsroom.site("date", "UTC"));

        assertThat(sent(newsroom, POST.pinned(), LATER).modifiedAt()).isEqualTo(FIRST);
    }

    @Test
    void aDateWithoutAnOffsetIsTheSameForReadersInAnotherZone() {
        Post clock = post("c").dated("2022-01-25T09:36:15");
        newsroom.send(clock);
        newsroom.change(Newsroom.site("date", "Europe/London"));

        assertThat(sent(newsroom, clock.pinned(), LATER).modifiedAt()).isEqualTo(FIRST);
        assertThat(sent(newsroom, clock.pinned().titled("Other"), LAST).modifiedAt())
                .isEqualTo(LAST);
    }

    @Test
    void whatTheFirstReleaseDidNotRememberCountsAsAChangeOnce() {
        Newsroom old = Newsroom.ofTheFirstRelease();
        old.send(POST);
        old.upgrade();

        assertThat(sent(old, POST.pinned(), LATER).modifiedAt()).isEqualTo(LATER);
        assertThat(sent(old, POST, LAST).modifiedAt()).isEqualTo(LATER);
    }

    @Test
    void anOriginThatNobodyGaveWasNoChange() {
        Newsroom old = Newsroom.ofAReleaseThatCountedAbsentOrigins();
        old.send(POST);
        old.send(post("b").from("江畔日报", null));
        old.upgrade();

        assertThat(sent(old, POST.pinned(), LATER).modifiedAt()).isEqualTo(FIRST);
        assertThat(sent(old, POST.from("江畔日报", null), LATER).modifiedAt()).isEqualTo(LATER);
        assertThat(sent(old, post("b").from("江畔日报", null).pinned(), LATER).modifiedAt())
                .isEqualTo(FIRST);
        assertThat(sent(old, post("b"), LAST).modifiedAt()).isEqualTo(LAST);
    }

    private static Article sent(Newsroom newsroom, Post post, Instant at) {
        return ((Outcome.Live) newsroom.send(post.receivedAt(at))).article();
    }
}
