package org.dibao.render.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
    /** A clause that fills a line leaves no room for the mark behind it, which would stand on the next line by itself. */
    @ParameterizedTest
    @CsvSource({
        "一二三四五六七八九十百千, false",
        "一二三四五六七八九十百千万, true",
        "一二三四五六七八九十百千，一二, true",
        "一二三四五六七八九十百，一二, false",
        "《一二三四五六七八九十》一, false",
        "《一二三四五六七八九十百》一, true",
        "The quiet carriage gets louder, false",
    })
    void aClauseIsLongWithTheMarksThatStayOnItsLine(String title, boolean isLong) {
        assertThat(Titles.hasLongClause(title)).isEqualTo(isLong);
    }
}
