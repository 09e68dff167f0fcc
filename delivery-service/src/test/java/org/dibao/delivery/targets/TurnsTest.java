package org.dibao.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long SLOW = 1_000;

    private long now;
    private final List<String> begun = new ArrayList<>();

    @Test
    void noTargetHasMoreThanIsLeftForTheOthers() {
        Turns turns = new Turns(16, 100, SLOW, () -> now);
        prompt(turns, "a", "b");

        take(turns, "a", 20);
        assertThat(begun).hasSize(8);
        take(turns, "b", 20);

        assertThat(begun.stream().filter("b"::equals)).hasSize(4);
    }

    @Test
    void noTargetHasMoreOfItsHostThanIsLeftForTheOthersThere() {
        Turns turns = new Turns(1_000, 10, SLOW, () -> now);
        turns.of("a", "host", () -> {}).take();
        Turns.Turn known = turns.of("b", "host", () -> {});
        known.take();
        known.end(true);

        for (int i = 0; i < 20; i++) {
            turns.of("b", "host", () -> begun.add("b")).take();
        }

        assertThat(begun).hasSize(5);
    }

    @Test
    void slowTargetsShareHalf() {
        Turns turns = new Turns(16, 100, SLOW, () -> now);
        List<String> slow = IntStream.range(0, 40).mapToObj(i -> "slow" + i).toList();
        for (String target : slow) {
            Turns.Turn turn = turns.of(target, target, () -> {});
            turn.take();
            now += SLOW;
            turn.end(true);
        }
        prompt(turns, "prompt");

        slow.forEach(target -> take(turns, target, 5));
        assertThat(begun).hasSize(8);
        take(turns, "prompt", 5);
        assertThat(begun.stream().filter("prompt"::equals)).hasSize(4);
    }

    @Test
    void oneThatIsNotKnownHasOneAttemptUnderWayUntilItHasAnswered() {
        Turns turns = new Turns(100, 100, SLOW, () -> now);
        Turns.Turn first = turns.of("a", "a", () -> {});
        first.take();
        take(turns, "a", 5);
        assertThat(begun).isEmpty();

        first.end(true);

        assertThat(begun).hasSize(5);
    }

    @Test
    void oneThatBecomesSlowCountsAsSlowBeforeItAnswers() {
        Turns turns = new Turns(16, 100, SLOW, () -> now);
        prompt(turns, "a", "b");
        take(turns, "a", 8);
        now += SLOW;
        turns.look();

        take(turns, "a", 1);
        take(turns, "b", 3);

        assertThat(begun.stream().filter("a"::equals)).hasSize(8);
        assertThat(begun.stream().filter("b"::equals)).hasSize(3);
    }

    @Test
    void oneThatIsLeftDoesNotBegin() {
        Turns turns = new Turns(1, 1, SLOW, () -> now);
        Turns.Turn first = turns.of("a", "a", () -> {});
        Turns.Turn second = turns.of("b", "b", () -> begun.add("b"));
        first.take();
        second.take();

        assertThat(second.leave()).isTrue();
        first.end(true);

        assertThat(begun).isEmpty();
        assertThat(first.leave()).isFalse();
    }

    @Test
    void everyOneBeginsOnceAndTheLimitsHold() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        Turns turns = new Turns(12, 5, SLOW, () -> now);
        List<Turns.Turn> running = new ArrayList<>();
        int taken = 0;
        while (taken < 3_000 || !running.isEmpty()) {
            if (taken < 3_000 && random.nextBoolean()) {
                String target = "t" + random.nextInt(30);
                Turns.Turn[] turn = new Turns.Turn[1];
                turn[0] = turns.of(target, "h" + target.hashCode() % 7, () -> {
                    running.add(turn[0]);
                    begun.add(target);
                });
                turn[0].take();
                taken++;
            }
            if (!running.isEmpty() && random.nextInt(5) < 3) {
                now += random.nextInt(600);
                running.remove(random.nextInt(running.size())).end(random.nextInt(10) > 0);
            }
            if (random.nextInt(20) == 0) {
                turns.look();
            }
            assertThat(running).as("seed %d", seed).hasSizeLessThanOrEqualTo(12);
        }
        assertThat(begun).as("seed %d", seed).hasSize(3_000);
    }

    private void prompt(Turns turns, String... targets) {
        for (String target : targets) {
            Turns.Turn turn = turns.of(target, target, () -> {});
            turn.take();
            turn.end(true);
        }
    }

    private void take(Turns turns, String target, int count) {
        for (int i = 0; i < count; i++) {
            turns.of(target, target, () -> begun.add(target)).take();
        }
    }
}
