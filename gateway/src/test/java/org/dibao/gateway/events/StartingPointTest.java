package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPointTest {

    @ParameterizedTest
    @ValueSource(strings = {"d_-zt8TN", "TTTTTTTT", "tttttttt", "05-01T08"})
    void everyCursorIsReadWhateverItsLogIsCalled(String log) {
        for (long next = 0; next <= 100_000_000_000L; next = Math.max(1, next * 10)) {
            Cursor cursor = new Cursor(new Position(next - 1), log);

            assertThat(StartingPoint.parse(cursor.toString())).isEqualTo(new StartingPoint.After(cursor));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-01T08:00:00Z",
                "2026-05-01t08:00:00z",
                "2026-05-01T10:00:00+02:00",
                "2026-05-01T10:00:00 02:00"
            })
    void aTimeIsRead(String time) {
        assertThat(StartingPoint.parse(time)).isEqualTo(new StartingPoint.Since(Instant.parse("2026-05-01T08:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-05-01T08:00", "2026-05-01 08:00:00Z", "08:00", "-1", "1:2"})
    void nothingElseIsRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StartingPoint.parse(text));
    }
}
