package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** A date has whole seconds; a page may change several times within one. */
class LastModifiedTest {
    private static final Instant START = Instant.parse("2022-01-25T02:00:00Z");

    private static RenderedPage since(Instant time) {
        return new RenderedPage(
                200, new HttpHeaders(), new PageBody(new byte[0]), Position.NONE, 0, Set.of(), "", time);
    }

    @Test
    void aVersionIsNeverTakenForAnotherOfTheSameSecond() {
        RenderedPage first = since(START.plusMillis(100));
        RenderedPage second = since(START.plusMillis(800));
        Instant given = first.lastModified(START.plusMillis(700));
        assertThat(second.isUnmodifiedSince(given, START.plusSeconds(60))).isFalse();
        assertThat(second.isUnmodifiedSince(second.lastModified(START.plusSeconds(60)), START.plusSeconds(60)))
                .isTrue();
    }

    @Test
    void noDateThatAVersionWasGivenOutWithGoesForALaterVersion() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            List<Instant> given = new ArrayList<>();
            Instant now = START.plusMillis(random.nextInt(1000));
            RenderedPage page = since(now);
            for (int step = 0; step < 40; step++) {
                now = now.plusMillis(random.nextInt(random.nextBoolean() ? 300 : 4000));
                if (random.nextBoolean()) {
                    Instant date = page.lastModified(now);
                    assertThat(date).isBeforeOrEqualTo(now).isEqualTo(date.truncatedTo(ChronoUnit.SECONDS));
                    given.add(date);
                } else {
                    page = since(now);
                    Instant later = now.plusSeconds(random.nextInt(10));
                    for (Instant date : given) {
                        assertThat(page.isUnmodifiedSince(date, later))
                                .as("seed %d, run %d, step %d", seed, run, step)
                                .isFalse();
                    }
                }
            }
        }
    }
}
