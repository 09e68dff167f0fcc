package org.dibao.gateway.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class EntityTagsTest {
    /** The current tag is "7f". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "\"7f\"                       | gzip | \"7f\"",
                "\"7f-gzip\"                  | gzip | \"7f-gzip\"",
                "W/\"7f-gzip\"                | gzip | \"7f-gzip\"",
                "\"7f-gzip-gzip\"             | gzip | \"7f-gzip\"",
                "\"x\", \"7f\", \"7f-gzip\"   | gzip | \"7f-gzip\"",
                "*                            | gzip | \"7f-gzip\"",
                "*                            | br   | \"7f-br\"",
                "W/\"7f\"                     | br   | \"7f\"",
                "\"7f-br\"                    | br   | \"7f-br\"",
                "\"7f-gzip\"                  | gzip, br | \"7f-gzip\"",
                "*                            | deflate | \"7f\"",
                "\"7f-deflate\"               | deflate | \"7f\""
            })
    void a304NamesWhatTheClientHas(String given, String accepted, String expected) {
        EntityTags tags = tags(given, accepted);
        assertThat(tags.tagOf("\"7f\"", AcceptedCodings.of(accepting(accepted)).best()))
                .isEqualTo(expected);
    }

    /** Otherwise a cache that is shared would hand its own copy to this client. */
    @Test
    void aTagOfWhatTheClientCannotReadIsNotKnown() {
        assertThat(tags("\"7f-gzip\"", "br").tagOf("\"7f\"", Coding.IDENTITY)).isNull();
        assertThat(tags("\"7f-gzip\"", "gzip;q=0").tagOf("\"7f\"", Coding.IDENTITY))
                .isNull();
        assertThat(tags("\"7f-br-gzip\"", "gzip").tagOf("\"7f\"", Coding.GZIP)).isNull();
        assertThat(tags("\"7f-gzip\"", "br").plain()).containsExactly("\"7f-gzip\"");
    }

    @Test
    void otherTagsAreNotKnown() {
        for (String other : new String[] {"\"7\"", "\"7f-x\"", "7f", "\"\"", "nonsense", "\"7f"}) {
            assertThat(tags(other, "gzip").tagOf("\"7f\"", Coding.GZIP))
                    .as(other)
                    .isNull();
        }
    }

    private static EntityTags tags(String line, String accepted) {
        return EntityTags.of(List.of(line), AcceptedCodings.of(accepting(accepted)));
    }

    private static HttpHeaders accepting(String coding) {
        HttpHeaders request = new HttpHeaders();
        request.set(HttpHeaders.ACCEPT_ENCODING, coding);
        return request;
    }
}
