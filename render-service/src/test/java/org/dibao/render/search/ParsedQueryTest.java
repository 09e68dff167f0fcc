package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedQueryTest {

    @Test
    void wordsPhrasesAndExclusions() {
        ParsedQuery asked = asked("River  \"old bridge\" -flood -\"high water\" 大众日报");
        assertThat(texts(asked.units())).containsExactly("[river]", "\"[old, bridge]", "[大众, 众日, 日报]");
        assertThat(texts(asked.not())).containsExactly("[flood]", "\"[high, water]");
    }

    @Test
    void positionsGoOnOverUnits() {
        assertThat(asked("a -x \"b c\" 大众日 5月").terms())
                .extracting(ParsedQuery.Term::position)
                .containsExactly(0, 1, 2, 3, 4, 6, 7);
    }

    @Test
    void aCharacterAloneIsABeginningAndBesideAWordItIsNot() {
        assertThat(asked("报").terms()).containsExactly(new ParsedQuery.Term("报", true, 0, 0));
        assertThat(asked("A股").terms())
                .extracting(ParsedQuery.Term::text, ParsedQuery.Term::prefix)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", false),
                        org.assertj.core.groups.Tuple.tuple("股", false));
        assertThat(asked("第5").terms().getFirst().text()).isEqualTo("第" + TermTokenizer.END);
    }

    @Test
    void whateverIsTypedIsAQuery() {
        for (String odd : List.of(
                "",
                " ",
                "\"",
                "\"\"",
                "-",
                "--",
                "-\"",
                "- x",
                "*",
                "a*?~^2 AND (b OR [c TO d])",
                "\u0000\u0001",
                "“",
                "”",
                "\uD800",
                "-- --\" \"-",
                "title:x",
                "\u0001报")) {
            assertThat(asked(odd)).as(odd).isNotNull();
        }
        assertThat(texts(asked("-only -these").units())).isEmpty();
        assertThat(texts(asked("COVID-19").units())).containsExactly("[covid, 19]");
    }

    @Test
    void itHasABound() {
        assertThat(ParsedQuery.of("大众日报".repeat(1000), 200, 64).terms()).hasSize(64);
        assertThat(ParsedQuery.of("a ".repeat(1000), 200, 64).terms()).hasSize(64);
        assertThat(ParsedQuery.of("-a ".repeat(1000), 1000, 64).not()).hasSize(64);
        assertThat(ParsedQuery.of("𠀀".repeat(300), 200, 64).shown().codePointCount(0, 400))
                .isEqualTo(200);
    }

    private static ParsedQuery asked(String typed) {
        return ParsedQuery.of(typed, 200, 64);
    }

    private static List<String> texts(List<ParsedQuery.Unit> units) {
        return units.stream()
                .map(unit -> (unit.quoted() ? "\"" : "")
                        + unit.terms().stream().map(ParsedQuery.Term::text).toList())
                .toList();
    }
}
