package org.dibao.cli.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when front matter cannot be read. */
class FrontMatterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    title: Broken: yaml: here    | it is not YAML at line 2, column 14: mapping values are not allowed here
                    a: 1\\n\\tb: 2               | at line 3, column 1: found character
                    a: 1\\nb: "open              | at line 4, column 1: found unexpected
                    a: 'b' c                     | at line 2, column 8: expected <block end>
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
                .hasMessageStartingWith("it is not YAML at line 2, column 5: ");
    }
}
