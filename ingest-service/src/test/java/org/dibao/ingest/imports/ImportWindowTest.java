package org.dibao.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.event.Problem;
import org.junit.jupiter.api.Test;

/** How many articles of an import are under way at once. */
class ImportWindowTest {
    private static final Duration TARGET = Duration.ofMillis(60);

    private int min = 16;
    private final ImportWindow window = new ImportWindow(() -> min, 500, TARGET);

    @Test
    void theAppenderWaitsWhileAsManyAsTheLimitAreUnderWay() throws Exception {
        int put = fill();
        assertThat(put).isEqualTo(window.limit() - 1); // one more is being written

        CompletableFuture<Void> next = putOne();
        assertThat(next).isNotDone();
        for (int i = 0; i < put; i++) {
            window.take();
        }

        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void onceItIsFullThereIsRoomForAThirdAtOnce() throws Exception {
        fill();
        CompletableFuture<Void> next = putOne();
        int third = window.limit() / 3;
        for (int i = 0; i < third - 1; i++) {
            window.take();
        }
        assertThat(next).isNotDone();
        window.take();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));

        for (int i = 1; i < third; i++) {
            assertThat(putOne()).succeedsWithin(Duration.ofSeconds(10));
        }
        assertThat(putOne()).isNotDone();
    }

    @Test
    void theLimitSettlesWhereThePublicationTakesAsLongAsWanted() throws Exception {
        for (double each : new double[] {0.2, 0.5, 2, 0.5}) { // ms that each article takes more, besides 10
            for (int round = 0; round < 20; round++) {
                roundIn(10 + each * window.limit());
            }
            assertThat(10 + each * window.limit()).as("with %s ms each", each).isBetween(54.0, 66.0);
        }
    }

    @Test
    void itNeverLeavesItsBounds() throws Exception {
        for (int round = 0; round < 20; round++) {
            roundIn(1);
        }
        assertThat(window.limit()).isEqualTo(500);
        for (int round = 0; round < 20; round++) {
            roundIn(10_000);
        }
        assertThat(window.limit()).isEqualTo(16);
    }

    @Test
    void aSlowImportFollowsAMinimumThatChanges() throws Exception {
        roundIn(10_000);
        min = 4;
        for (int round = 0; round < 3; round++) {
            roundIn(10_000);
        }
        assertThat(window.limit()).isEqualTo(4);
        min = 16;
        roundIn(10_000);
        assertThat(window.limit()).isEqualTo(16);
    }

    @Test
    void itDoesNotGrowWhileTheUploadIsSlow() {
        int before = window.limit();
        for (int i = 0; i < 1000; i++) {
            window.published(Duration.ofMillis(1));
        }
        assertThat(window.limit()).isEqualTo(before);
    }

    @Test
    void aSmallMaximumHolds() {
        assertThat(new ImportWindow(() -> 16, 3, TARGET).limit()).isEqualTo(3);
    }

    /** As many as the limit are published while the appender is waiting. */
    private void roundIn(double millis) throws Exception {
        fill();
        CompletableFuture<Void> waiting = putOne();
        assertThat(waiting).isNotDone();
        int limit = window.limit();
        for (int i = 0; i < limit; i++) {
            window.published(Duration.ofNanos((long) (millis * 1e6)));
        }
        while (window.poll() != null || !waiting.isDone()) {
            Thread.onSpinWait();
        }
        window.poll();
    }

    /** The appender puts until it would have to wait. */
    private int fill() throws InterruptedException {
        int put = 0;
        for (; put < window.limit() - 1; put++) {
            window.awaitRoom();
            window.put(refused());
        }
        return put;
    }

    private CompletableFuture<Void> putOne() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                window.awaitRoom();
                window.put(refused());
                done.complete(null);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.WAITING && !done.isDone()) {
            Thread.onSpinWait();
        }
        return done;
    }

    private static PendingResult refused() {
        return PendingResult.refused("a.md", Problem.of(Problem.Type.MALFORMED, "no title"));
    }
}
