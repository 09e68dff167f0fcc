package org.dibao.render.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "a {{ b }} c = 0",
                "{% if a %}|{{ b }}{% endif %} = 0",
                "a|b|{{ c = 3",
                "{{ a|}}|{# b = 3",
                "a|{{ b raw|{% if c %} = 2",
                "{{ a = 1",
            })
    void theFirstThatIsNotClosedIsFound(String source, int line) {
        assertThat(Delimiters.unclosedLine(source.replace("|", "\n"))).isEqualTo(line);
    }
}
