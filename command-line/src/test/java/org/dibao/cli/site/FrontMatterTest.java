package org.dibao.cli.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when front matter cannot be read. */
class FrontMatterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    title: Broken: yaml: here    | line 2, column 14: the value contains ": ": put it in quotes
                    a: 1\\n\\tb: 2               | line 3, column 1: the line begins with a tab
                    a: 1\\nb: "open              | line 3, column 4: a quotation mark is not closed
                    a: [x                        | line 2, column 4: the list that begins with "[" has no end
                    a: {x: 1                     | line 2, column 4: the map that begins with "{" has no end
                    a: 'b' c                     | line 2, column 8: something follows the end of the value
                    a: @b                        | line 2, column 4: the value begins with "@", which has a meaning
                    a: *b c                      | it is not written as YAML
                    - a                          | it must consist of "name: value" lines
                    """)
    void aFaultIsToldWithTheLineOfTheFile(String yaml, String message) {
        assertThatThrownBy(
                        () -> FrontMatter.of("---\n" + yaml.replace("\\n", "\n").replace("\\t", "\t") + "\n---\n"))
                .isInstanceOf(Yaml.Fault.class)
                .hasMessageContaining(message);
    }

    @Test
    void frontMatterMayBeginWithoutALineOfItsOwn() {
        assertThatThrownBy(() -> FrontMatter.begun("a: 1\nb: c: d\n---\nx"))
                .hasMessageStartingWith("line 2, column 5: ");
    }
}
