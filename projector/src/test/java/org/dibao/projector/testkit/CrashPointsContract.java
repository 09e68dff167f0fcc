package org.dibao.projector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.testkit.Faults.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call of every port fails once: before it, half-way, after it took effect, and where it tells late that it had none.
 * What is durable in the end is the same as without a fault.
 */
public abstract class CrashPointsContract {

    /** A service with its databases and topics in memory, which outlive its projectors. */
    public interface Subject {
        /** @param faults in all ports that the projector has */
        LogHandler projector(Faults faults, int batchSize);

        /** All that is durable, in a form that can be compared and read. */
        Map<String, Object> content();

        void dropDatabase();

        /** Called where the process has died: checks what must hold even then. */
        default void hasDied() {}
    }

    protected abstract List<ReceivedRecord> log();

    /**
     * One whose log is {@link #log} and whose database is empty.
     *
     * @param batchSize of its projectors, if that matters
     */
    protected abstract Subject subject(int batchSize);

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverTheProcessDiesEverythingIsAsWithoutAFault(int batchSize) {
        everyPoint(batchSize, true);
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverACallFailsTheSameProcessGoesOnToTheSameEnd(int batchSize) {
        everyPoint(batchSize, false);
    }

    /** For every call n, every way to fail, polls that are cut at will and one that is not. */
    private void everyPoint(int batchSize, boolean dies) {
        int points = 0;
        for (int cut = 0; cut < 2; cut++) {
            Subject faultless = subject(batchSize);
            Faults none = Faults.none();
            new LogFeeder(log(), polls(cut)).run(faultless.projector(none, batchSize));
            Map<String, Object> expected = faultless.content();
            for (When when : When.values()) {
                for (int failing = 1; failing <= none.calls(); failing++) {
                    Subject subject = subject(batchSize);
                    Faults faults = new Faults(failing, when, dies);
                    LogFeeder feeder = new LogFeeder(log(), polls(cut));
                    LogHandler first = subject.projector(faults, batchSize);
                    if (dies) {
                        feeder.run(first, () -> {
                            subject.hasDied();
                            return subject.projector(Faults.none(), batchSize);
                        });
                    } else {
                        feeder.runInOneProcess(first);
                    }
                    assertThat(faults.hasHappened())
                            .as("call %s was made", failing)
                            .isTrue();
                    assertThat(subject.content())
                            .as("call %s of %s fails %s, polls cut %s", failing, none.calls(), when, cut)
                            .isEqualTo(expected);
                    points++;
                }
            }
        }
        System.out.println(points + " crash points of " + getClass().getPackageName() + ", batches of " + batchSize
                + (dies ? ", process dies" : ", same process"));
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 3, 250})
    void howTheRecordsAreCutIntoBatchesMakesNoDifference(int batchSize) {
        Subject one = subject(batchSize);
        new LogFeeder(log(), polls(0)).run(one.projector(Faults.none(), 1));
        Subject other = subject(batchSize);
        new LogFeeder(log(), polls(batchSize)).run(other.projector(Faults.none(), batchSize));
        assertThat(other.content()).isEqualTo(one.content());
    }

    @Test
    void aDroppedDatabaseComesBackTheSameAndNothingIsPublishedTwice() {
        Subject subject = subject(7);
        new LogFeeder(log(), polls(1)).run(subject.projector(Faults.none(), 7));
        Map<String, Object> before = new TreeMap<>(subject.content());

        subject.dropDatabase();
        new LogFeeder(log(), polls(2)).run(subject.projector(Faults.none(), 250));

        assertThat(subject.content()).isEqualTo(before);
    }

    /**
     * Ends the process at every call, has another release go on, and checks what there is in the end.
     *
     * @param fresh  whose log is {@link #log} and whose database is empty
     * @param seenBy the log as the other release reads it
     */
    protected <S extends Subject> void afterEachCrash(
            Supplier<S> fresh, int batchSize, List<ReceivedRecord> seenBy, Consumer<S> check) {
        Faults none = Faults.none();
        new LogFeeder(log(), polls(1)).run(fresh.get().projector(none, batchSize));
        for (When when : When.values()) {
            for (int failing = 1; failing <= none.calls(); failing++) {
                S subject = fresh.get();
                try {
                    new LogFeeder(log(), polls(1))
                            .run(subject.projector(new Faults(failing, when, true), batchSize), () -> {
                                throw new Crashed();
                            });
                } catch (Crashed e) {
                    new LogFeeder(seenBy, polls(1)).run(subject.projector(Faults.none(), batchSize));
                }
                check.accept(subject);
            }
        }
    }

    private static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Polls of one size, or of sizes that chance cuts, the same each time. */
    protected static IntSupplier polls(int cut) {
        Random random = new Random(cut);
        return cut == 0 ? () -> 250 : () -> 1 + random.nextInt(9);
    }
}
