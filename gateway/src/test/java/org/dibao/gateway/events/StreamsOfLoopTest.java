package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of an event loop's time passes over its streams take while events keep coming. */
class StreamsOfLoopTest {
    private static final Duration MAX_DELAY = Duration.ofMillis(100);

    @Test
    void shortPassesTakeATwentieth() {
        assertThat(pauseAfter(Duration.ofMillis(4))).isEqualTo(Duration.ofMillis(76));
    }

    @Test
    void longerOnesDoNotKeepEventsWaiting() {
        assertThat(pauseAfter(Duration.ofMillis(40))).isEqualTo(MAX_DELAY);
    }

    @Test
    void theLongestTakeHalf() {
        assertThat(pauseAfter(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(300));
    }

    private static Duration pauseAfter(Duration pass) {
        return Duration.ofNanos(StreamsOfLoop.pause(pass.toNanos(), MAX_DELAY.toNanos()));
    }
}
