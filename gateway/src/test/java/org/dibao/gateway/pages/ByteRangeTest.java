package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=2-5, bytes 2-5/10",
        "bytes=8-, bytes 8-9/10",
        "bytes=8-99, bytes 8-9/10",
        "bytes=-3, bytes 7-9/10",
        "bytes=-99, bytes 0-9/10",
        "bytes=10-, bytes */10",
        "bytes=-0, bytes */10",
        "bytes=999999999999999999-, bytes */10",
        "'bytes = 2-5 ', bytes 2-5/10"
    })
    void aPartOfTheBody(String header, String expected) {
        ByteRange range = ByteRange.of(header, 10);
        assertThat(range).isNotNull();
        assertThat(range.of(10)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "0-1", "bytes=0-1-2"})
    void whatIsNoRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, 10)).isNull();
    }
}
