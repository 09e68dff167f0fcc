package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.body;
import static org.dibao.render.body.Shown.html;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlineTest {
    @ParameterizedTest
    @CsvSource({
        "1 2 3,2 3 4",
        "3 3 2,2 2 2",
        "2 4 4 3,2 3 3 3",
        "2 3 2,2 3 2",
        "6,2",
        "1 2 1 3 2,2 3 2 3 3",
        "1 2 3 4 5 6,2 3 4 5 6 6"
    })
    void noLevelIsLeftOut(String given, String made) {
        StringBuilder html = new StringBuilder();
        for (String level : given.split(" ")) {
            html.append("<h%1$s>t</h%1$s>".formatted(level));
        }
        assertThat(html(html.toString())
                        .replaceAll("<h(\\d)[^>]*>t</h\\d>", "$1 ")
                        .strip())
                .isEqualTo(made);
    }

    @Test
    void everyHeadingHasAnIdOfItsOwn() {
        assertThat(html("<h2>One two</h2><h2>One two</h2><h3 id=\"x\">三</h3><h3>？！</h3><p id=\"x\">p</p><h2>Top</h2>"))
                .isEqualTo(
                        "<h2 id=\"one-two\">One two</h2><h2 id=\"one-two-2\">One two</h2><h3 id=\"x\">三</h3><h3 id=\"section\">？！</h3>"
                                + "<p id=\"x-2\">p</p><h2 id=\"top-2\">Top</h2>");
    }

    @Test
    void aLinkFollowsAnIdThatThePageNeedsItself() {
        assertThat(html("<p id=\"top\"><a href=\"#top\">up</a></p>"))
                .isEqualTo("<p id=\"top-2\"><a href=\"#top-2\">up</a></p>");
    }

    @Test
    void aLongTextWithHeadingsHasContents() {
        String words = "<p>" + "word ".repeat(400) + "</p>";
        List<Heading> contents = body("<h2>A<br>b</h2>" + words + "<h3>B</h3>" + words + "<h2>C</h2>")
                .contents();
        assertThat(contents)
                .containsExactly(
                        new Heading(2, "a-b", "A b", List.of(new Heading(3, "b", "B", List.of()))),
                        new Heading(2, "c", "C", List.of()));
        assertThat(body("<h2>A</h2>" + words + "<h2>B</h2>" + words).contents())
                .as("two headings")
                .isEmpty();
        assertThat(body("<h2>A</h2><h2>B</h2><h2>C</h2><p>short</p>").contents())
                .isEmpty();
    }

    @Test
    void aTextOfNothingButHeadingsHasNoContents() {
        String words = "<p>" + "word ".repeat(1000) + "</p>";
        assertThat(body(words + "<h2>A</h2>".repeat(1000)).contents()).hasSize(1000);
        assertThat(body(words + "<h2>A</h2>".repeat(1001)).contents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400,0,1", "600,0,2", "4000,0,10", "0,220,1", "0,1100,5", "400,220,2", "0,0,1"})
    void chineseIsReadByCharactersAndOthersByWords(int characters, int words, int minutes) {
        assertThat(body("<p>" + "字".repeat(characters) + "，。 " + "it’s ".repeat(words) + "</p>")
                        .minutes())
                .isEqualTo(minutes);
    }

    @Test
    void codeCountsHalf() {
        assertThat(body("<pre>" + "word ".repeat(2200) + "</pre>").minutes()).isEqualTo(5);
    }

    @Test
    void theTextIsOneLineWithoutNotesNumbers() {
        assertThat(
                        body("<h2>标题</h2><p>第一<b>段</b>。<br>二<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\">1</a></sup></p><ul><li>a</li><li>b</li></ul>")
                                .text())
                .isEqualTo("标题 第一段。 二 a b");
    }
}
