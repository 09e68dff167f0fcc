package org.dibao.projector.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.dibao.projector.testkit.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Whoever reads is told what the generation says that serves, also while another one takes its place. */
class GenerationsTest {
    private static final int FORMER = 1;
    private static final int LATER = 2;

    /** In nanoseconds. */
    private long now;

    private int serves = FORMER;
    private final AtomicInteger asked = new AtomicInteger();
    private final LeasedGeneration known = new LeasedGeneration(
            () -> {
                asked.incrementAndGet();
                return CompletableFuture.completedFuture(serves);
            },
            () -> now);

    @Test
    void theCheckpointIsAskedOnceForAllThatReadWithinTheLease() {
        for (int i = 0; i < 3; i++) {
            assertThat(known.now()).isCompletedWithValue(FORMER);
            assertThat(known.servedUntil(FORMER, now)).isCompletedWithValue(true);
            now += TimeUnit.MILLISECONDS.toNanos(250);
        }
        assertThat(asked).hasValue(1);
    }

    /** The process was asleep: by then the former generation may be gone. */
    @Test
    void whatWasHeardBeforeAGenerationIsRetiredDoesNotCountWhenItIsRemoved() {
        known.now().join();
        serves = LATER;
        now += LeasedGeneration.RETIREMENT.toNanos();

        assertThat(known.servedUntil(FORMER, now)).isCompletedWithValue(false);
        assertThat(known.now()).isCompletedWithValue(LATER);
    }

    @Test
    void anAnswerThatCameTooLateIsConfirmedByAskingAgain() {
        known.now().join();
        now += LeasedGeneration.RETIREMENT.toNanos();

        assertThat(known.servedUntil(FORMER, now)).isCompletedWithValue(true);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatWasReadFromAFormerGenerationIsReadAgain() {
        List<Integer> read = new ArrayList<>();
        ServingGeneration serving = new ServingGeneration() {
            @Override
            public CompletableFuture<Integer> now() {
                return CompletableFuture.completedFuture(serves);
            }

            @Override
            public CompletableFuture<Boolean> servedUntil(int number, long time) {
                return CompletableFuture.completedFuture(number == serves);
            }
        };
        Rows rows = new Rows(
                number -> {
                    read.add(number);
                    return null;
                },
                serving);
        CompletableFuture<String> slow = new CompletableFuture<>();

        CompletableFuture<String> answer =
                rows.read(_ -> read.getLast() == FORMER ? slow : CompletableFuture.completedFuture("as it is now"));
        serves = LATER;
        slow.complete("as it was");

        assertThat(answer).isCompletedWithValue("as it is now");
        assertThat(read).containsExactly(FORMER, LATER);
    }

    @Nested
    class InADatabase {
        @RegisterExtension
        private static final TestDatabases DATABASES = TestDatabases.inMemory().scanned();

        @Test
        void aGenerationIsNotRemovedWhileSomebodyMayReadFromIt() {
            Database database = DATABASES.open();
            Mono.from(database.collection("rows").insertOne(new Document("_id", "a")))
                    .block();

            CompletableFuture<Void> tooEarly = database.generations(
                            () -> CompletableFuture.failedFuture(new IllegalStateException("it is still read")))
                    .removeBefore(FORMER);

            assertThatThrownBy(tooEarly::join).hasMessageContaining("it is still read");
            assertThat(rows(database)).isEqualTo(1);
            database.generations(() -> CompletableFuture.completedFuture(null))
                    .removeBefore(FORMER)
                    .join();
            assertThat(rows(database)).isZero();
        }

        private static long rows(Database database) {
            return Mono.from(database.collection("rows").countDocuments())
                    .blockOptional()
                    .orElseThrow();
        }
    }
}
