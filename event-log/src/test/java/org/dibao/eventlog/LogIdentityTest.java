package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;

class LogIdentityTest {
    private final LogIdentity first = LogIdentity.of("first");
    private final LogIdentity second = first.continuedBy("second", new Position(100));

    @Test
    void aLogKnowsHowFarItIsTheOneThatItContinues() {
        assertThat(first.inCommonWith("first")).isEqualTo(new Position(Long.MAX_VALUE));
        assertThat(second.inCommonWith("first")).isEqualTo(new Position(100));
        assertThat(second.inCommonWith("other")).isNull();
        assertThat(first.inCommonWith("second")).isNull();
    }

    @Test
    void whatWasRestoredTwiceHasNoMoreInCommonThanTheLeast() {
        LogIdentity later = second.continuedBy("third", new Position(150));
        assertThat(later.inCommonWith("first")).isEqualTo(new Position(100));
        assertThat(later.inCommonWith("second")).isEqualTo(new Position(150));
        LogIdentity earlier = second.continuedBy("third", new Position(80));
        assertThat(earlier.inCommonWith("first")).isEqualTo(new Position(80));
        assertThat(earlier.inCommonWith("second")).isEqualTo(new Position(80));
    }

    @Test
    void aPositionKeepsTheNameOfTheLogInWhichItCameToBe() {
        LogIdentity third = second.continuedBy("third", new Position(150));
        assertThat(third.at(new Position(0))).isEqualTo("first");
        assertThat(third.at(new Position(100))).isEqualTo("first");
        assertThat(third.at(new Position(101))).isEqualTo("second");
        assertThat(third.at(new Position(151))).isEqualTo("third");
    }
}
