package org.dibao.gateway.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class AcceptedCodingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                            | GZIP",
                "GZip , deflate                  | GZIP",
                "x-gzip                          | GZIP",
                "deflate, zstd                   | ZSTD",
                "gzip, deflate, br, zstd         | BROTLI",
                "gzip, br;q=0.9                  | GZIP",
                "br;q=0, zstd, gzip              | ZSTD",
                "deflate, compress               | IDENTITY",
                "''                              | IDENTITY",
                "identity                        | IDENTITY",
                "*                               | BROTLI",
                "*;q=0                           | IDENTITY",
                "gzip;q=0                        | IDENTITY",
                "gzip;q=0, *                     | BROTLI",
                "gzip; q=0.001                   | GZIP",
                "gzip;q=0.5, identity            | IDENTITY",
                "gzip;q=0.5, identity;q=0.4      | GZIP",
                "identity;q=0.5, *;q=0           | IDENTITY",
                "identity;q=0, gzip;q=0.1        | GZIP",
                "gzip;q=nonsense                 | IDENTITY",
                "gzip;q=-1                       | IDENTITY",
                "gzip;q=2                        | IDENTITY",
                "gzip;level=9;q=0                | IDENTITY",
                ", ,gzip,                        | GZIP"
            })
    void theBestThatBothKnowIsChosen(String header, Coding expected) {
        assertThat(accepted(header).best()).isEqualTo(expected);
    }

    @Test
    void severalLinesCountAsOne() {
        HttpHeaders request = new HttpHeaders();
        request.add(HttpHeaders.ACCEPT_ENCODING, "deflate");
        request.add(HttpHeaders.ACCEPT_ENCODING, "gzip");
        assertThat(AcceptedCodings.of(request).best()).isEqualTo(Coding.GZIP);
    }

    @Test
    void whoSaysNothingGetsWhatEverybodyCanReadAndMayHaveAnything() {
        AcceptedCodings nothing = AcceptedCodings.of(new HttpHeaders());
        assertThat(nothing.best()).isEqualTo(Coding.IDENTITY);
        assertThat(nothing.accepts(Coding.GZIP)).isTrue();
        assertThat(nothing.accepts("br")).isTrue();
    }

    @Test
    void identityIsAcceptableUnlessItIsExcluded() {
        assertThat(accepted("gzip").accepts(Coding.IDENTITY)).isTrue();
        assertThat(accepted("*;q=0").accepts(Coding.IDENTITY)).isFalse();
        assertThat(accepted("identity;q=0, gzip").accepts(Coding.IDENTITY)).isFalse();
        assertThat(accepted("identity, *;q=0").accepts(Coding.IDENTITY)).isTrue();
    }

    private static AcceptedCodings accepted(String header) {
        HttpHeaders request = new HttpHeaders();
        request.set(HttpHeaders.ACCEPT_ENCODING, header);
        return AcceptedCodings.of(request);
    }
}
