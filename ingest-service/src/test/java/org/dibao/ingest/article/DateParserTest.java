package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
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
                "2024-1-6 9:5:3                   | 2024-01-06T09:05:03",
                "2023-01-29 18:30:22 2023 -0800   | 2023-01-29T18:30:22",
                "2024-01-06 9:05 PM               | 2024-01-06T21:05:00",
                "2024-01-06 9:05:03 pm +0800      | 2024-01-06T21:05:03+08:00",
                "2024-01-06 12:05 a.m.            | 2024-01-06T00:05:00",
                "2024-01-06 9pm                   | 2024-01-06T21:00:00",
                "2024-01-06 10h11                 | 2024-01-06T10:11:00",
                "Jan 6 2024                       | 2024-01-06T00:00:00",
                "January 6th, 2024 3:04pm         | 2024-01-06T15:04:00",
                "6 January 2024                   | 2024-01-06T00:00:00",
                "06 Jan 2024 10:00:00 +0800       | 2024-01-06T10:00:00+08:00",
                "Sat Jan  6 10:00:00 +0800 2024   | 2024-01-06T10:00:00+08:00",
                "Jan 2024                         | 2024-01-01T00:00:00",
                "06-Jan-2024                      | 2024-01-06T00:00:00",
                "2024 Jan 6                       | 2024-01-06T00:00:00",
                "20240106                         | 2024-01-06T00:00:00",
                "20240106T101112Z                 | 2024-01-06T10:11:12Z",
                "202401061011                     | 2024-01-06T10:11:00",
                "20240106+0800                    | 2024-01-06T00:00:00+08:00",
                "2024-006                         | 2024-01-06T00:00:00",
                "24-01-06                         | 2024-01-06T00:00:00",
                "99-01-06                         | 1999-01-06T00:00:00",
                "6/1/2024                         | 2024-01-06T00:00:00",
                "25.01.2022                       | 2022-01-25T00:00:00",
                "H31.04.30                        | 2019-04-30T00:00:00",
                "2024-01-06 24:00:00              | 2024-01-07T00:00:00",
                "2024-01-06 10:11:60              | 2024-01-06T10:12:00",
                "2024-01-06 10:11:12 EST          | 2024-01-06T10:11:12-05:00",
                "2024-01-06 10:11:12 A            | 2024-01-06T10:11:12+01:00",
                // Ruby ignores a zone that it does not know, a wrong day of the week, and words.
                "2022-01-25 09:36:15 CET          | 2022-01-25T09:36:15",
                "Mon, 25 Jan 2022 09:36:15 +0800  | 2022-01-25T09:36:15+08:00",
                "2022-01-25 x                     | 2022-01-25T00:00:00",
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
                "2022-01-25 24:30",
                "2022-01-25 09:61",
                "1704506400",
                "10:11",
                "2022-01",
                "Jan 25"
            })
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> DateParser.parse("date", written))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().field()).isEqualTo("date"));
    }

    @Test
    void aDayThatDoesNotExistIsRefusedInWords() {
        assertThatThrownBy(() -> DateParser.parse("date", "2024-02-30 10:00"))
                .isInstanceOf(Refused.class)
                .hasMessage("\"2024-02-30 10:00\" does not exist: 2024-02 has 29 days");
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-25T12:00:00Z,      false",
        "2022-01-25T12:00:00.001Z,  true",
        "2022-01-25T19:59:59+08:00, false",
        "2022-01-25T20:00:01+08:00, true",
        // Without an offset it is ahead if it is ahead anywhere: the most western offset has it last.
        "2022-01-24T18:00:00,       false",
        "2022-01-24T18:00:01,       true",
    })
    void aDateIsAheadIfItMayBe(String date, boolean ahead) {
        Instant now = Instant.parse("2022-01-25T12:00:00Z");

        assertThat(DateParser.mayBeAhead(SubmittedDate.parse(date), now)).isEqualTo(ahead);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-25T20:04:59+08:00, false",
        "2022-01-25T20:05:01+08:00, true",
        "2022-01-25T12:05:01Z,      true",
        // Without an offset it is to come only if it is to come everywhere: the most eastern offset has it first.
        "2022-01-26T06:04:59,       false",
        "2022-01-26T06:05:01,       true",
        "2031-01-01T00:00:00,       true",
    })
    void aDateIsInTheFutureIfItMustBe(String date, boolean future) {
        Instant now = Instant.parse("2022-01-25T12:00:00Z");

        assertThat(DateParser.isInFuture(SubmittedDate.parse(date), now)).isEqualTo(future);
    }
}
