package org.dibao.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | PT0S
            7                             | PT7S
            ' 120 '                       | PT2M
            Sat, 28 Nov 2026 08:01:00 GMT | PT1M
            Sat, 28 Nov 2026 08:00:00 GMT | PT0S
            """)
    void secondsOrADate(String header, Duration wait) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "soon",
                "-5",
                "1.5",
                "9999999999",
                "Sat, 28 Nov 2026 07:59:59 GMT",
                "Sun, 28 Nov 2026 08:01:00 GMT"
            })
    void nothingElse(String header) {
        assertThat(RetryAfter.of(header, NOW)).isNull();
    }
}
