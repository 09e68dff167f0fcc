package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.dibao.contract.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedDateTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2022-01-25T09:36:15+08:00, 2022-01-25T09:36:15+08:00, 2022-01-25T09:36:15+08:00",
        "2022-01-25T09:36:15,       2022-01-25T09:36:15,       2022-01-25T09:36:15-05:00",
        "2022-07-25T09:36:15,       2022-07-25T09:36:15,       2022-07-25T09:36:15-04:00",
        "2022-01-25T09:36,          2022-01-25T09:36:00,       2022-01-25T09:36-05:00",
        "2022-01-25T01:36:15Z,      2022-01-25T01:36:15Z,      2022-01-25T01:36:15Z",
        "2022-01-25T01:36:15+00:00, 2022-01-25T01:36:15Z,      2022-01-25T01:36:15Z",
        "2022-01-25T09:36:15.120,   2022-01-25T09:36:15.12,    2022-01-25T09:36:15.120-05:00",
        "2022-03-13T02:30:00,       2022-03-13T02:30:00,       2022-03-13T03:30-04:00",
        "2022-11-06T01:30:00,       2022-11-06T01:30:00,       2022-11-06T01:30-04:00"
    })
    void aDateKeepsWhatWasGivenAndIsCompletedByTheZone(String given, String written, String meant) {
        SubmittedDate date = SubmittedDate.parse(given);

        assertThat(date).hasToString(written);
        assertThat(SubmittedDate.parse(written)).isEqualTo(date);
        assertThat(date.in(NEW_YORK)).hasToString(meant);
        assertThat(Json.read(Json.bytes(date), SubmittedDate.class)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2022-01-25",
                "2022-13-01T00:00:00",
                "2022-02-30T00:00:00",
                "25.1.2022",
                "2022-01-25 09:36:15",
                "0000-01-01T00:00:00",
                "-0001-01-01T00:00:00",
                "+10000-01-01T00:00:00",
                "+999999999-12-31T23:59:59-18:00"
            })
    void whatIsNoDateIsRefused(String given) {
        assertThatThrownBy(() -> SubmittedDate.parse(given)).isInstanceOf(DateTimeParseException.class);
    }
}
