package org.dibao.ingest.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whom the making of variants lets pass. */
class GivingWayTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whileNobodyElseIsAtWorkItGoesOnAtOnce() throws Exception {
        await(() -> false, Duration.ofDays(1));

        assertThat(looks).hasValue(1);
    }

    @Test
    void itWaitsUntilNobodyHasBeenAtWorkForAMoment() throws Exception {
        await(() -> looks.get() < 5 || looks.get() == 8, Duration.ofDays(1));

        assertThat(looks.get()).as("a pause between two requests is no end").isGreaterThan(8 + 40);
    }

    @Test
    void itsTurnComesHoweverBusyOthersAre() throws Exception {
        await(() -> true, Duration.ofMillis(1));

        assertThat(looks.get()).isPositive();
    }

    private void await(BooleanSupplier others, Duration patience) throws InterruptedException {
        new GivingWay(
                        () -> {
                            looks.incrementAndGet();
                            return others.getAsBoolean();
                        },
                        patience)
                .await();
    }
}
