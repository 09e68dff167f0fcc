package org.dibao.store.folding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.store.schedule.AppointmentsSimulation;
import org.junit.jupiter.api.Test;

/**
 * Two instances of the store, a clock that is moved, and a process that dies again and again: each scheduled article is
 * published exactly once and not early.
 */
class AppointmentsTest {
    private static final Instant OPENED = Instant.parse("2022-03-01T00:00:00Z");
    private static final int ARTICLES = Integer.getInteger("dibao.appointments", 2000);

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AppointmentsSimulation simulation = new AppointmentsSimulation(random, OPENED);
    private final Map<ArticleId, Instant> wanted = new HashMap<>();

    AppointmentsTest() {
        System.out.println(getClass().getSimpleName() + " dibao.seed=" + seed);
    }

    @Test
    void anHourFullOfAppointmentsIsKeptThroughCrashes() {
        scheduleAll(OPENED.plusSeconds(60), 3600);
        for (int second = 0; second < 3700; second++) {
            simulation.tick(Duration.ofSeconds(1));
            if (second % 20 == 7) {
                simulation.kill();
            }
            if (second % 50 == 31) {
                simulation.isolateActive();
            }
        }
        assertThat(latest()).as("lateness").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anHourOfDowntimeMakesThemLateAndNothingElse() {
        scheduleAll(OPENED.plusSeconds(60), 600);
        simulation.tick(Duration.ofSeconds(30));
        simulation.kill();
        simulation.passes(Duration.ofHours(1));
        simulation.tick(Duration.ofSeconds(1));
        simulation.settle();

        assertThat(latest()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61));
    }

    @Test
    void aDroppedDatabaseIsRebuiltAndNothingIsAppendedAgain() {
        scheduleAll(OPENED.plusSeconds(60), 60);
        for (int second = 0; second < 130; second++) {
            simulation.tick(Duration.ofSeconds(1));
        }
        int before = simulation.logSize();
        simulation.dropDatabase();
        simulation.settle();

        assertThat(simulation.logSize()).isEqualTo(before);
        latest();
    }

    @Test
    void aClockThatIsPutBackPublishesNothingTwiceAndOneThatIsPutForwardAllAtOnce() {
        scheduleAll(OPENED.plusSeconds(60), 120);
        for (int second = 0; second < 100; second++) {
            simulation.tick(Duration.ofSeconds(1));
        }
        simulation.passes(Duration.ofSeconds(-90));
        for (int second = 0; second < 20; second++) {
            simulation.tick(Duration.ofSeconds(1));
        }
        simulation.passes(Duration.ofHours(2));
        simulation.settle();
        latest();
    }

    private void scheduleAll(Instant first, int seconds) {
        for (int i = 0; i < ARTICLES; i++) {
            Instant due = first.plusMillis(random.nextInt(seconds * 1000));
            String id = "a" + i;
            simulation.submit(post(id).dated(due.toString()).receivedAt(OPENED).timed());
            wanted.put(new ArticleId(id), due);
        }
        simulation.settle();
    }

    /** The longest delay. Each article was published once, and none early. */
    private Duration latest() {
        simulation.settle();
        Map<ArticleId, List<ArticleEvent>> published = new HashMap<>();
        for (ArticleEvent event : simulation.events()) {
            if (event.outcome() instanceof Outcome.Fact) {
                published
                        .computeIfAbsent(
                                Objects.requireNonNull(
                                        Result.of(event.outcome()).article()),
                                _ -> new ArrayList<>())
                        .add(event);
            }
        }
        assertThat(published.keySet()).isEqualTo(wanted.keySet());
        Duration latest = Duration.ZERO;
        for (var each : published.entrySet()) {
            assertThat(each.getValue()).hasSize(1);
            Duration late = Duration.between(
                    wanted.get(each.getKey()), each.getValue().getFirst().at());
            assertThat(late).isGreaterThanOrEqualTo(Duration.ZERO);
            latest = late.compareTo(latest) > 0 ? late : latest;
        }
        return latest;
    }
}
