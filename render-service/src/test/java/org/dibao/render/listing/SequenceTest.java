package org.dibao.render.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SequenceTest {

    @Test
    void atAnyTimeItIsWhatASortedSetIs() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("SequenceTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            TreeSet<Integer> expected = new TreeSet<>();
            Sequence<Integer> sequence = Sequence.empty(Comparator.<Integer>naturalOrder());
            int range = 1 << (2 + random.nextInt(14));
            boolean growing = true;
            for (int step = 0; step < 20_000; step++) {
                int element = random.nextInt(4) == 0 ? step : random.nextInt(range);
                if (step % 5000 == 4999) {
                    growing = !growing;
                }
                if (random.nextInt(10) < (growing ? 7 : 2)) {
                    expected.add(element);
                    sequence = sequence.plus(element);
                } else {
                    expected.remove(element);
                    sequence = sequence.minus(element);
                }
                if (step % 997 == 0) {
                    check(sequence, expected, random, range);
                }
            }
            check(sequence, expected, random, range);
            check(Sequence.of(Comparator.<Integer>naturalOrder(), List.copyOf(expected)), expected, random, range);
        }
    }

    private static void check(Sequence<Integer> sequence, TreeSet<Integer> expected, Random random, int range) {
        List<Integer> sorted = new ArrayList<>(expected);
        assertThat(sequence.size()).isEqualTo(sorted.size());
        assertThat(sequence.isEmpty()).isEqualTo(sorted.isEmpty());
        assertThat(sequence.descending(0, sequence.size())).isEqualTo(sorted.reversed());
        assertThat(sequence.last()).isEqualTo(sorted.isEmpty() ? null : sorted.getLast());
        for (int i = 0; i < 20; i++) {
            int probe = random.nextInt(range) - 1;
            assertThat(sequence.rank(probe)).isEqualTo(expected.headSet(probe).size());
            int from = sorted.isEmpty() ? 0 : random.nextInt(sorted.size());
            assertThat(sequence.descending(from, from + 20))
                    .isEqualTo(sorted.subList(from, Math.min(sorted.size(), from + 20))
                            .reversed());
        }
    }

    @Test
    void whoHoldsOneSeesItUnchanged() {
        Sequence<Integer> before = Sequence.empty(Comparator.<Integer>naturalOrder());
        for (int i = 0; i < 1000; i++) {
            before = before.plus(i * 2);
        }
        List<Integer> held = before.descending(0, 1000);
        List<Integer> copy = List.copyOf(held);
        Sequence<Integer> after = before;
        for (int i = 0; i < 1000; i++) {
            after = after.plus(i * 2 + 1).minus(i * 2);
        }
        assertThat(held).isEqualTo(copy);
        assertThat(after.size()).isEqualTo(1000);
    }

    @Test
    void whatIsThereAlreadyChangesNothing() {
        Sequence<Integer> some = Sequence.of(Comparator.<Integer>naturalOrder(), List.of(1, 2, 3));
        assertThat(some.plus(2)).isSameAs(some);
        assertThat(some.minus(7)).isSameAs(some);
    }
}
