package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2022-01-25                       | 2022-01-25T00:00:00",
                "2022-1-5                         | 2022-01-05T00:00:00",
                "2022/01/25                       | 2022-01-25T00:00:00",
                "2022-01-25 09:36                 | 2022-01-25T09:36:00",
                "2022-01-25 9:36:15               | 2022-01-25T09:36:15",
                "2022-01-25T09:36:15              | 2022-01-25T09:36:15",
                "2022-01-25 09:36:15 +0800        | 2022-01-25T09:36:15+08:00",
                "2022-01-25 09:36:15 +08:00       | 2022-01-25T09:36:15+08:00",
                "2022-01-25 09:36:15+08           | 2022-01-25T09:36:15+08:00",
                "2022-01-25 09:36 -5              | 2022-01-25T09:36:00-05:00",
                "2022-01-25 09:36 -0330           | 2022-01-25T09:36:00-03:30",
                "2022-01-25T09:36:15Z             | 2022-01-25T09:36:15Z",
                "2022-01-25 09:36:15 UTC          | 2022-01-25T09:36:15Z",
                "2022-01-25T09:36:15.123Z         | 2022-01-25T09:36:15.123Z",
                "2022-01-25T09:36:15.5+01:00      | 2022-01-25T09:36:15.5+01:00",
                "' 2022-01-25 '                   | 2022-01-25T00:00:00",
                "Tue, 25 Jan 2022 09:36:15 +0800  | 2022-01-25T09:36:15+08:00",
            })
    void datesAreReadAsPeopleWriteThem(String written, String meant) {
        assertThat(DateParser.parse("date", written)).isEqualTo(SubmittedDate.parse(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2022",
                "2022-13-01",
                "2022-02-30",
                "2022-01-25 25:00",
                "2022-01-25 09:36:15 +9900",
                "2022-01-25 09:36:15 CET",
                "25.01.2022",
                "2022-01-25 x",
                "Mon, 25 Jan 2022 09:36:15 +0800"
            })
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> DateParser.parse("date", written))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().field()).isEqualTo("date"));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-25T12:00:00Z,      true",
        "2022-01-25T20:04:59+08:00, true",
        "2022-01-25T20:05:01+08:00, false",
        "2022-01-25T12:05:01Z,      false",
        // Without an offset it is to come only if it is to come everywhere: the most eastern offset has it first.
        "2022-01-26T06:04:59,       true",
        "2022-01-26T06:05:01,       false",
        "2031-01-01T00:00:00,       false",
    })
    void aDateToComeIsRefused(String date, boolean taken) {
        Instant now = Instant.parse("2022-01-25T12:00:00Z");
        if (taken) {
            assertThatCode(() -> DateParser.requireNotInFuture("date", SubmittedDate.parse(date), now))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> DateParser.requireNotInFuture("date", SubmittedDate.parse(date), now))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("future");
        }
    }
}
