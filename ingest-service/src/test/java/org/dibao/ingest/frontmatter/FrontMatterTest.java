package org.dibao.ingest.frontmatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\ntitle: a\n---\nbody\n",
                "---\r\ntitle: a\r\n---\r\nbody\n",
                "---  \ntitle: a\n---\t\nbody\n",
                "---\ntitle: a\n...\nbody\n",
                "---\n# a comment\ntitle: 'a'\n\n---\nbody\n",
            })
    void theBodyIsWhatStandsBehind(String file) {
        FrontMatter read = read(file);
        assertThat(new Fields(read.fields()).line("title", 10)).isEqualTo("a");
        assertThat(read.body()).isEqualTo("body\n");
    }

    @Test
    void aRuleInTheBodyIsNoEnd() {
        assertThat(read("---\ntitle: a\n---\none\n\n---\n\ntwo").body()).isEqualTo("one\n\n---\n\ntwo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "", " ---\ntitle: a\n---\n", "----\ntitle: a\n---\n", "# ---\n"})
    void aFileWithoutFrontMatterIsAllBody(String file) {
        assertThat(read(file))
                .isEqualTo(new FrontMatter(new org.dibao.ingest.fields.Value.Mapping(java.util.Map.of()), file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n---\nbody", "---\n\n---\nbody", "---\n# nothing\n---\nbody", "---\n~\n---\nbody"})
    void emptyFrontMatterHasNoFields(String file) {
        assertThat(read(file).fields().members()).isEmpty();
        assertThat(read(file).body()).isEqualTo("body");
    }

    @Test
    void itMayEndWithTheFile() {
        assertThat(read("---\ntitle: a\n---").body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Ferry: late   | put it in quotes",
                "title: \"Ferry        | a quotation mark is not closed",
                "title: @ferry        | put the value in quotes",
                "title: `ferry`       | put the value in quotes",
                "title: 'It's late'   | an apostrophe within single quotes is written twice",
                "title: \"A\" and B    | put all of it into one pair of quotes",
                "title: \"C:\\dir\"     | a backslash within double quotes",
                "title: *             | which has a meaning in YAML: put the value in quotes",
                "title: - a           | or begin a list in the next line",
                "title: a⏎⇥tags: b    | indent with spaces",
                "title: a⏎foo bar     | the line has no colon",
                "title: a⏎- b         | the line is not part of what is above it",
                "'  title: a⏎date: b' | begin each at the start of its line",
                "title: >late⏎ a      | belongs into the next lines",
                "tags: [a             | the list that begins with \"[\" has no end",
                "tags: [a,,b]         | a value is missing before \",\"",
                "tags: [a]]           | there is a \"]\" too many",
                "extra: {a: b         | the map that begins with \"{\" has no end",
                "title: !<x           | which has a meaning in YAML",
                "%FOO                 | begin each at the start of its line",
            })
    void commonMistakesAreToldWithTheirRemedy(String lines, String remedy) {
        String yaml = lines.replace('⏎', '\n').replace('⇥', '\t');
        assertThatThrownBy(() -> read("---\n" + yaml + "\n---\nbody"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().detail())
                                .contains("line ", "column ", remedy)
                                .doesNotContain("expected", "scanning", "token", "<"));
    }

    static Stream<String> broken() {
        return Stream.of(
                "title: a: b: c",
                "title: \"a",
                "- a\n- b",
                "just words",
                "{a: b",
                "a: *nobody",
                "? [a]\n: b",
                "a: &x [*x]",
                "\ttitle: a",
                "a: b\n c: d",
                "a: \u0001");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenYamlIsRefused(String yaml) {
        assertRefused(yaml, "front matter");
    }

    @Test
    void aMistakeIsToldWithItsLineInTheFile() {
        assertThatThrownBy(() -> read("---\ntitle: a\ntags: [a\nlang: en\n---\n"))
                .hasMessageContaining("line 3, column 7");
        assertThatThrownBy(() -> read("---\ntitle: \"a\nlang: en\n---\n")).hasMessageContaining("line 2, column 8");
        assertThatThrownBy(() -> read("---\ntitle: \"a\" b\n---\n")).hasMessageContaining("line 2, column 12");
    }

    @Test
    void ofAFileThatIsAllYamlTheFirstLineIsOne() {
        assertThatThrownBy(() -> YamlFile.read("title: a: b", FrontMatterLimits.DEFAULT))
                .hasMessageContaining("the file cannot be read: line 1, column 9: ");
    }

    @Test
    void frontMatterWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> read("---\ntitle: a\n"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no end");
    }

    @Test
    void anAliasBombIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(4, before))));
        }
        Assertions.assertThatCode(() -> assertRefused(bomb.toString(), "values"))
                .doesNotThrowAnyException();
    }

    @Test
    void manyAliasesAreRefused() {
        String yaml = "a: &a x\nb: [" + String.join(", ", java.util.Collections.nCopies(51, "*a")) + "]";
        assertRefused(yaml, "aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void endlessNestingIsRefused(String opening) {
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertRefused("a: 1\nb: " + opening.repeat(20_000), "front matter"));
    }

    @Test
    void nestingIsAllowedToALimit() {
        assertThat(read("---\na: " + "[".repeat(31) + "]".repeat(31) + "\n---\n")
                        .fields()
                        .size())
                .isEqualTo(32);
        assertRefused("a: " + "[".repeat(32) + "]".repeat(32), "32 deep");
    }

    @Test
    void largeFrontMatterIsRefused() {
        assertRefused("a: " + "x".repeat(70_000), "at most");
        String many = String.join(
                "\n", IntStream.range(0, 6000).mapToObj(i -> "k" + i + ": 1").toList());
        assertRefused(many, "values");
    }

    @Test
    void tagsConstructNothing() {
        Fields fields = new Fields(read("---\na: !!javax.script.ScriptEngineManager [x]\nb: !ruby/object:Gem x\n---\n")
                .fields());
        assertThat(fields.rest()).hasToString("{a=[x], b=x}");
    }

    @Test
    void ofTwoFieldsWithOneNameTheLastCounts() {
        assertThat(new Fields(read("---\ntitle: a\ntitle: b\n---\n").fields()).line("title", 9))
                .isEqualTo("b");
    }

    @Test
    void aMergeKeyMerges() {
        Fields fields = new Fields(read("---\nbase: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n---\n")
                .fields());
        assertThat(fields.rest()).hasToString("{base={x=1, y=2}, use={x=1, y=3}}");
    }

    private static FrontMatter read(String file) {
        return FrontMatter.read(file, FrontMatterLimits.DEFAULT);
    }

    private static void assertRefused(String yaml, String mention) {
        assertThatThrownBy(() -> read("---\n" + yaml + "\n---\nbody")).isInstanceOfSatisfying(Refused.class, e -> {
            assertThat(e.problem().type()).isEqualTo(Problem.Type.MALFORMED);
            assertThat(e.problem().field()).isEqualTo("front matter");
            assertThat(e.problem().detail()).contains(mention);
        });
    }
}
