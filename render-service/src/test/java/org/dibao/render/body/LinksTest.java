package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.html;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://old.example/a/b.html?c=d&amp;e#f /a/b.html?c=d&amp;e#f",
                "//old.example/category/x.html /category/x.html",
                "https://OLD.example:443 /",
                "https://older.example:8080/x /x",
                "https://news.example/x /x",
                "https://news.example?q=1 /?q=1",
                "https://old.example//evil.example/x /evil.example/x",
                "https:\\\\old.example\\x /x",
                "relative/x.html relative/x.html",
                "#note #note",
                "mailto:a@b.example mailto:a@b.example",
            })
    void aLinkToAHostOfTheSiteIsALinkWithinIt(String given, String shown) {
        assertThat(html("<p><a href=\"" + given + "\">x</a></p>")).isEqualTo("<p><a href=\"" + shown + "\">x</a></p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://else.example/x http://else.example/x",
                "//else.example/x //else.example/x",
                "https://older.example/x https://older.example/x",
                "https://old.example@else.example/x https://else.example/x",
                "http://anna:secret@else.example http://else.example",
                "https://notold.example/x https://notold.example/x",
                "https://else.example/a|b{c}?d[e]=100%#f#g https://else.example/a%7Cb%7Bc%7D?d%5Be%5D=100%25#f%23g",
                "https://else.example/中文 https://else.example/中文",
            })
    void aLinkToAnotherHostStaysAndKnowsNothingOfThePageItLeft(String given, String shown) {
        assertThat(html("<p><a href=\"" + given + "\" rel=\"nofollow bogus\">x</a></p>"))
                .isEqualTo("<p><a href=\"" + shown + "\" rel=\"nofollow noopener\">x</a></p>");
    }

    @Test
    void picturesComeFromTheSiteToo() {
        assertThat(html("<p><img src=\"//old.example/a b.png\" srcset=\"http://old.example/a.png 1x, /b.png 2x\"></p>"))
                .isEqualTo("<p><img src=\"/a%20b.png\" srcset=\"/a.png 1x, /b.png 2x\" alt=\"\"></p>");
    }

    @Test
    void anAddressThatLeadsNowhereIsNoLink() {
        assertThat(html("<p><a href=\"http://\">a</a> <a href=\"http://a..b/\">b</a> <a href=\"http://[x/\">c</a></p>"))
                .isEqualTo("<p>a b c</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "pic.png /news/a%20b/pic.png",
                "./p/1.png?v=2#x /news/a%20b/p/1.png?v=2#x",
                "../pic.png /news/pic.png",
                "?v=2 /news/a%20b/c.html?v=2",
                "12:30.png /news/a%20b/12:30.png",
                "/pic.png /pic.png",
                "https://old.example/pic.png /pic.png",
                "https://else.example/pic.png https://else.example/pic.png",
                "//else.example/pic.png //else.example/pic.png",
            })
    void aBodyThatIsShownElsewhereNamesWhatItsPageWould(String given, String shown) {
        BodyOptions elsewhere = Shown.PLAIN.from("/news/a%20b/c.html");

        assertThat(BodyRenderer.of("<p><img src=\"" + given + "\" alt=\"\"></p>", elsewhere)
                        .html())
                .isEqualTo("<p><img src=\"" + shown + "\" alt=\"\"></p>");
    }

    @Test
    void linksAndCandidatesAreWrittenFromTheRootTooButNotThoseWithinTheText() {
        String html =
                "<p id=\"x\"><img src=\"a.png\" srcset=\"b.png 2x\" alt=\"\"> <a href=\"d.html\">d</a> <a href=\"#x\">x</a>"
                        + " <a href=\"mailto:a@b.example\">m</a></p>";

        assertThat(BodyRenderer.of(html, Shown.PLAIN.from("/news/c.html")).html())
                .isEqualTo(
                        "<p id=\"x\"><img src=\"/news/a.png\" srcset=\"/news/b.png 2x\" alt=\"\"> <a href=\"/news/d.html\">d</a>"
                                + " <a href=\"#x\">x</a> <a href=\"mailto:a@b.example\">m</a></p>");
        assertThat(Shown.PLAIN.from("/news/c.html").digest()).isNotEqualTo(Shown.PLAIN.digest());
    }
}
