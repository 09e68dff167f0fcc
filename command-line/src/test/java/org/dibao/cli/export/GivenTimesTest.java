package org.dibao.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.dibao.cli.export.SourceSite.GivenArticle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The site was in Shanghai when its articles were given, and is in Tokyo, an hour earlier, or where a line says. */
class GivenTimesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a scheduled one | Asia/Tokyo | {publishAt: '2026-12-01T08:00:00'} | {status: 'scheduled', publishAt: '2026-12-01T00:00:00Z',"
                        + " date: '2026-12-01T08:00:00+08:00'} | {publishAt: '2026-12-01T09:00+09:00'}",
                "by its date | Asia/Tokyo | {date: '2026-12-01T08:00:00'} | {status: 'scheduled', publishAt: '2026-12-01T00:00:00Z', date:"
                        + " '2026-12-01T08:00:00+08:00'} | {date: '2026-12-01T09:00+09:00'}",
                "all its times, so that its address stays | Asia/Tokyo | {date: '2026-11-01T00:00:00', publishAt: '2026-12-01T08:00:00',"
                        + " withdrawAt: '2026-12-02T08:00:00'} | {status: 'scheduled', publishAt: '2026-12-01T00:00:00Z', withdrawAt:"
                        + " '2026-12-02T00:00:00Z', date: '2026-11-01T00:00:00+08:00'} | {date: '2026-11-01T01:00+09:00', publishAt:"
                        + " '2026-12-01T09:00+09:00', withdrawAt: '2026-12-02T09:00+09:00'}",
                "a live one to be withdrawn | Asia/Tokyo | {date: '2026-11-01T00:00:00+08:00', withdrawAt: '2026-12-02T08:00:00'} | {status:"
                        + " 'live', withdrawAt: '2026-12-02T00:00:00Z', date: '2026-11-01T00:00:00+08:00'} | {date:"
                        + " '2026-11-01T00:00:00+08:00', withdrawAt: '2026-12-02T09:00+09:00'}",
                "a live one whose date would lie ahead | America/New_York | {date: '2026-11-30T07:00:00'} | {status: 'live', date:"
                        + " '2026-11-30T07:00:00+08:00'} | {date: '2026-11-29T18:00-05:00'}",
                "a live one whose time of publication would lie ahead | America/New_York | {publishAt: '2026-11-30T07:00:00'} | {status:"
                        + " 'live', date: '2026-11-30T07:00:00+08:00'} | {publishAt: '2026-11-29T18:00-05:00'}",
            })
    void aTimeThatWouldBeReadAsAnotherBecomesAnInstant(
            String what, String zone, String given, String shown, String lasting) {
        assertThat(lasting(zone, given, shown)).isEqualTo(json(lasting));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "the zone is as it was | Asia/Shanghai | {publishAt: '2026-12-01T08:00:00'} | {status: 'scheduled', publishAt:"
                        + " '2026-12-01T00:00:00Z', date: '2026-12-01T08:00:00+08:00'}",
                "it has an offset | Asia/Tokyo | {publishAt: '2026-12-01T08:00:00+08:00'} | {status: 'scheduled', publishAt:"
                        + " '2026-12-01T00:00:00Z', date: '2026-12-01T08:00:00+08:00'}",
                "all is past | Asia/Tokyo | {date: '2026-11-01T08:00:00', publishAt: '2026-11-02T08:00:00'} | {status: 'live', date:"
                        + " '2026-11-01T08:00:00+08:00'}",
                "it is a draft | Asia/Tokyo | {date: '2026-12-01T08:00:00', draft: true} | {status: 'draft', date:"
                        + " '2026-12-01T08:00:00+08:00'}",
                "it has no date | Asia/Tokyo | {title: 'Gates'} | {status: 'live', date: '2026-11-30T07:00:00+08:00'}",
            })
    void allElseStaysAsItWasGiven(String what, String zone, String given, String shown) {
        assertThat(lasting(zone, given, shown)).isEqualTo(json(given));
    }

    private static ObjectNode lasting(String zone, String given, String shown) {
        return GivenTimes.of(MAPPER.createObjectNode().put("timeZone", zone), NOW)
                .lasting(new GivenArticle(json(given), json(shown)))
                .given();
    }

    private static ObjectNode json(String text) {
        String quoted = text.replaceAll("(\\w+): ", "\"$1\": ").replace('\'', '"');
        return (ObjectNode) MAPPER.readTree(quoted);
    }
}
