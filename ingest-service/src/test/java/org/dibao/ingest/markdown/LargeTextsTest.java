package org.dibao.ingest.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.dibao.contract.article.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is refused because of what it consists of: the time to read a text grows as its length does. */
class LargeTextsTest {
    private static final int LARGE = 900_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The old *bridge* was [mended](http://a.example/b) by `hand`. It's \"new\" -- and it stands.\n\n",
                "The old *bridge* was [mended](http://a.example/b) by `hand`\nand it's \"new\", line\nafter line of\na paragraph.\n\n",
                "One paragraph of nothing but words, line after line, without an end.\n",
                "　　老桥**新貌：**桥上的人每天从桥上走过。“桥头”——等车……\n\n",
                "- an item of a list with some words in it\n  and a second line\n",
                "> a quotation of some length, that goes on and on for a whole line of the text\n\n",
            })
    void aLargeTextIsNoTrouble(String part) {
        assertThat(millis(part.repeat(LARGE / part.length()))).isLessThan(8000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{::",
                "{::x",
                "{:/",
                "{% ",
                "{{ ",
                "{:",
                "{::}\n",
                "{% x %}",
                "<p markdown=\"span\">x</p>\n\n\n\n\n\n"
            })
    void beginningsWithoutAnEndAreNoTrouble(String part) {
        assertThat(millis(part.repeat(200_000 / part.length()) + "x")).isLessThan(4000);
    }

    @Test
    void aLongLineOfSpacesIsNoTrouble() {
        assertThat(millis("x\n" + " ".repeat(LARGE) + "x\n")).isLessThan(4000);
        assertThat(millis("<h2>{" + " ".repeat(LARGE) + "x</h2>\n")).isLessThan(4000);
    }

    @Test
    void anElementHasAnyNumberOfClassesAndAttributes() {
        assertThat(read("x\n" + "{: .a}\n\n".repeat(100))).contains("class=\"a\"");
        assertThat(millis("x\n\n" + "{: .a}\n\n".repeat(20_000))).isLessThan(4000);
    }

    @Test
    void aLargeTableIsNoTrouble() {
        String row = "| a \"cell\" with words | it's 1,234 | *other* | [x](http://a.example) |\n";
        String table = "| a | b | c | d |\n|---|---|---|---|\n" + row.repeat(500_000 / row.length());
        assertThat(millis(table)).isLessThan(4000);
    }

    @Test
    void aLargeBlockOfCodeIsNoTrouble() {
        assertThat(millis("```java\n" + "    int bridge = 1; // of a usual length\n".repeat(LARGE / 41) + "```\n"))
                .isLessThan(4000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a**b ",
                "![a](\"",
                "  a\n",
                "    a\n",
                "> a\n",
                "- a\n",
                "a\n: ",
                "[a]\n",
                "[a]: b\n",
                "[^1]: a\n\n\n\n",
                "a\n\n",
                "> ",
                "|\n",
                "<div markdown=\"1\">x</div>\n",
                "</i><b>"
            })
    void whatWasRefusedOnceIsRead(String part) {
        assertThat(millis(part.repeat(300_000 / part.length()) + "\n\nx")).isLessThan(4000);
    }

    @Test
    void aThousandAbbreviationsInALargeTextAreRead() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            body.append("*[A").append(i).append("]: b\n");
        }
        assertThat(read(body + "\nA1 and A2")).contains("<abbr title=\"b\">A1</abbr> and <abbr title=\"b\">A2</abbr>");
        assertThat(millis(body + "\n" + "A1 ".repeat(100_000))).isLessThan(4000);
    }

    private static String read(String markdown) {
        return Renderer.render(new Source(Source.Format.MARKDOWN, markdown)).html();
    }

    private static long millis(String markdown) {
        long start = cpu();
        assertThat(read(markdown)).isNotEmpty();
        return cpu() - start;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
