package org.dibao.kramdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that make a parser that goes back work for hours or run out of stack. */
class LinearTimeTest {
    private static final int LENGTH = 100_000;
    /** Of all that is allocated; what is needed at the same time is less than a fourth of it. */
    private static final long MOST_BYTES_PER_CHARACTER = 250;

    private static final Pattern TAGS = Pattern.compile("</?(?:blockquote|[uo]l)>");

    private static final String[] PARTS = {
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "<a ",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<!--",
        "\"",
        "'",
        "~~",
        "$$",
        "{:",
        "{::comment}",
        "}",
        "> ",
        "* ",
        "1. ",
        ": ",
        "|",
        "|-",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "#",
        "```",
        "~~~",
        "^",
        "[^1]",
        "[^1]:",
        "&",
        "\\",
        "a",
        "中",
        " ",
        "=",
        "<a b=\"",
        "markdown=\"1\"",
        "<div markdown=\"1\">\n"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**a ",
                "_a ",
                "*a **b ",
                "`",
                "`a``",
                "[",
                "[a](",
                "![",
                "[a]",
                "<",
                "<a ",
                "<a b=\"",
                "<div>",
                "<div>\n",
                "<b>",
                "<!--",
                "<!--\n\n",
                "\"",
                "'\"",
                "~~a ",
                "$$",
                "$$\n\n",
                "{:",
                "{::comment}",
                "{::comment}\n",
                "{:a\n",
                "> ",
                ">",
                "* ",
                "* a\n",
                "1. ",
                "a\n: b\n\n",
                "|",
                "|a",
                "|\n",
                "a|b\n-|-\n",
                "```\n",
                "~~~\n\n",
                "[^1]",
                "[^1]: [^1]\n",
                "[a]: \"",
                "[a]: b \"",
                "*[a]: b\n",
                "    a\n",
                "#",
                "# a\n",
                "&",
                "&a",
                "\\",
                "^\n",
                "a\n\n",
                "<div markdown=\"1\">\n",
                "<b markdown=\"1\">",
                "- a\n\n",
                " * a\n  * b\n",
                "[a](b \"",
                "[a](<",
                "<http:",
                "a@",
                "<a@",
                "![a](b) [",
                "`` ` ",
                "</div>\n",
                "<p>\n\n",
                "<code>|",
                "a `\n",
                "{:.a}\n",
                "{:.a}\n\n",
                "# a\n\n",
                "| a |\n\n",
                "||",
                "- - a\n",
                "<a>*",
                "[^1]: a\n\n",
                ":",
                "- {:a}\n",
                "[a] [b]\n",
                "**a*",
                "***a**",
                "<a>*",
                "- [ ] ",
                ". ",
                "((",
                "[[a]](",
                "[a]:\n",
                "\\[",
                "<br>"
            })
    void timeAndMemoryAreProportionalToTheLength(String part) {
        String text = part.repeat(LENGTH / part.length());
        String half = part.repeat(LENGTH / 2 / part.length());
        String html = assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> Kramdown.parse(text).toHtml());
        assertThat(html.length()).isLessThan(60 * LENGTH);
        long ofHalf = allocated(half);
        assertThat(allocated(text))
                .as("bytes, of half of it %s", ofHalf)
                .isLessThan(MOST_BYTES_PER_CHARACTER * LENGTH)
                .isLessThan(2 * ofHalf + ofHalf / 2 + 1_000_000);
    }

    /** Bytes that this thread allocates for a text, whatever else the machine does. */
    private static long allocated(String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Kramdown.parse(text).toHtml();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** What is looked for in every line must not be looked for in the whole text; that shows in long texts only. */
    @ParameterizedTest
    @ValueSource(strings = {"*[a\n\n", "[a\n\n", "'\\\n", "{::options ", "***{::a ", "![a] [b"})
    void aMegabyteTakesNoLongerThanTenTimesATenth(String part) {
        String text = part.repeat(10 * LENGTH / part.length());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Kramdown.parse(text).toHtml();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    /** Each of the elements around it must not read all of the text once more. */
    @ParameterizedTest
    @ValueSource(strings = {"[]<a ", "[b] ", "> a [b] "})
    void whatIsLeftOpenInManyLevelsIsNotReadInEach(String part) {
        String opened = "![".repeat(5 * LENGTH) + part.repeat(5 * LENGTH / part.length());
        Kramdown.parse(opened).toHtml();
        assertThat(quickestOfThree(opened)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void anOpenBraceInManyQuotationsIsNotReadLetterByLetterInEach() {
        String line = "{:<?\\\n";
        String text = ">".repeat(5 * LENGTH) + line.repeat(5 * LENGTH / line.length());
        Kramdown.parse(text).toHtml();
        assertThat(quickestOfThree(text)).isLessThan(Duration.ofMillis(300));
    }

    /** In processor time. Who shares the processor can make a conversion slower, but not quicker. */
    private static Duration quickestOfThree(String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = threads.getCurrentThreadCpuTime();
            Kramdown.parse(text).toHtml();
            quickest = Math.min(quickest, threads.getCurrentThreadCpuTime() - before);
        }
        return Duration.ofNanos(quickest);
    }

    @Test
    void manyPlacesOfAnAbbreviationDoNotMakeALongTextManyTimesLonger() {
        String html = Kramdown.parse("*[a]: b\n\n" + "<a".repeat(5 * LENGTH)).toHtml();
        assertThat(html.length()).isBetween(40 * LENGTH, 80 * LENGTH);
    }

    @Test
    void manyNotesTakeNoLongerThanTheirTexts() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("a[^").append(i).append("]\n\n[^").append(i).append("]: b\n\n");
        }
        String html = assertTimeoutPreemptively(
                Duration.ofSeconds(3), () -> Kramdown.parse(text.toString()).toHtml());
        assertThat(html).contains("id=\"fn:59999\"");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrittenOnceDoesNotMultiply(String name, String text) {
        String html = assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> Kramdown.parse(text).toHtml());
        assertThat(html.length()).as(name).isLessThan(3_000_000);
    }

    static Stream<Arguments> whatIsWrittenOnceDoesNotMultiply() {
        String word = "x".repeat(LENGTH / 2);
        return Stream.of(
                Arguments.of("link", "[a]: " + word + "\n\n" + "[a] ".repeat(LENGTH / 8)),
                Arguments.of("title", "[a]: b '" + word + "'\n\n" + "![c][a] ".repeat(LENGTH / 16)),
                Arguments.of("quotes in a definition", "[a]: b " + "'b ".repeat(LENGTH / 3)),
                Arguments.of("abbreviation", "*[a]: " + word + "\n\n" + "a ".repeat(LENGTH / 4)),
                Arguments.of("attribute lists", lists() + "a\n{:a}\n"),
                Arguments.of(
                        "attribute list", "{:a: b='" + "x".repeat(900) + "'}\n\n" + "*a*{:a} ".repeat(LENGTH / 16)),
                Arguments.of(
                        "prefix of ids",
                        options("auto_id_prefix") + "<div markdown='1'>\n" + "# a\n".repeat(LENGTH / 4)),
                Arguments.of(
                        "prefix of notes", options("footnote_prefix") + "[^1]: a\n\n" + "[^1] ".repeat(LENGTH / 5)),
                Arguments.of("wide table", "|a".repeat(5_000) + "\n" + "a|b\n".repeat(LENGTH / 4)),
                Arguments.of("classes", "*a*" + "{:.a}".repeat(LENGTH / 2)));
    }

    /** Each level is a text of its own: a megabyte in forty levels would be forty megabytes. */
    @ParameterizedTest
    @ValueSource(strings = {"> ", "1. ", "> - > "})
    void whatIsNestedIsReadInAFewLevelsOnlyIfItIsLong(String part) {
        assertThat(levels(part.repeat(100))).isGreaterThan(35);
        assertThat(levels(part.repeat(10 * LENGTH / part.length()))).isLessThan(15);
    }

    private static int levels(String text) {
        int deepest = 0;
        int depth = 0;
        Matcher tags = TAGS.matcher(Kramdown.parse(text).toHtml());
        while (tags.find()) {
            depth += tags.group().startsWith("</") ? -1 : 1;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static String options(String name) {
        return "{::options " + name + "='" + "x".repeat(900) + "' /}\n\n";
    }

    /** Each list names the next one many times: more than any number of steps. */
    private static String lists() {
        StringBuilder lists = new StringBuilder();
        for (char name = 'a'; name < 'j'; name++) {
            lists.append("{:")
                    .append(name)
                    .append(": ")
                    .repeat((char) (name + 1) + " ", 300)
                    .append("}\n");
        }
        return lists.append("{:j: .x}\n\n").toString();
    }

    @RepeatedTest(300)
    void noTextFails(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        int few = 1 + random.nextInt(PARTS.length);
        int length = random.nextInt(3_000);
        int offset = random.nextInt(PARTS.length);
        for (int i = 0; i < length; i++) {
            text.append(PARTS[(offset + random.nextInt(few)) % PARTS.length]);
        }
        String all = text.toString();
        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> Kramdown.parse(all).toHtml(), "seed " + repetition.getCurrentRepetition());
    }
}
