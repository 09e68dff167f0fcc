package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import org.dibao.contract.Post;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given again after an upgrade is a revision only if readers see something else. */
class RenderingTest {
    private static final Post FORMER = post("a").html("<p>The <b>ferry</b> runs.[^1]</p>");

    private final Newsroom newsroom = new Newsroom();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a b</p>                             | <p id=\"x\">a&nbsp; b</p>",
                "<h2 id=\"a\">a</h2><p>b</p>            | <h2 id=\"a-\">a</h2> <p>b</p>",
                "<p>a<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup></p> | <p>a<sup id=\"fnref:1\"><a href=\"#fn:1\">1</a></sup></p>",
                "<ul><li>a</li></ul>                    | <ul><li><p>a</p></li></ul>",
                "<p><em>a</em>b</p>                     | <p><i class='y'>a</i>b</p>",
            })
    void theSameToSeeIsUnchanged(String former, String now) {
        newsroom.send(post("a").html(former));
        assertThat(newsroom.send(post("a").rendered(now, "a"))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(newsroom.send(post("a").rendered(now, "a"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a b</p>                             | <p>ab</p>",
                "<p>a</p><p>b</p>                       | <p>a</p>",
                "<p>Original</p>                        | <p><a href=\"/a\">Original</a></p>",
                "<p><a href=\"/a\">a</a></p>            | <p><a href=\"/b\">a</a></p>",
                "<p><img src=\"/loading.gif\">a</p>     | <p><img src=\"/a.png\">a</p>",
                "<p>a &gt; b</p>                        | <p>a &lt; b</p>",
            })
    void anythingElseIsARevision(String former, String now) {
        newsroom.send(post("a").html(former));
        assertThat(newsroom.send(post("a").rendered(now, "a")))
                .isInstanceOfSatisfying(Outcome.Revised.class, revised -> {
                    assertThat(revised.article().html()).isEqualTo(now);
                    assertThat(revised.article().lead()).isEqualTo("a");
                });
        assertThat(newsroom.send(post("a").rendered(now, "a"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void whatAnInstanceOfTheFormerReleaseSendsMeanwhileChangesNothing() {
        newsroom.send(FORMER);
        newsroom.send(FORMER.rendered("<p>The ferry runs.</p>", "The ferry runs."));
        assertThat(newsroom.send(FORMER)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void theSameReleaseComparesWhatWasGiven() {
        SubmitArticle first = FORMER.rendered("<p>a</p>", "a").submission();
        assertThat(first.rendering()).isEqualTo(SubmitArticle.KRAMDOWN);
        newsroom.send(FORMER.rendered("<p>a</p>", "a"));
        assertThat(newsroom.send(FORMER.rendered("<p>b</p>", "b"))).isInstanceOf(Outcome.Unchanged.class);
    }
}
