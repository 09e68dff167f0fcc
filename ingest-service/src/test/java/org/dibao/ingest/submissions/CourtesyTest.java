package org.dibao.ingest.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.SubmissionResults;
import org.junit.jupiter.api.Test;

/** Whoever submits a single article while many are imported does not wait for those that are not in the log yet. */
class CourtesyTest {
    private static final Append APPENDED = new Append.Appended(new Position(7));

    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final AtomicLong time = new AtomicLong();
    private final SingleSubmissions singles = new SingleSubmissions(
            new SubmissionResults() {
                @Override
                public Position published() {
                    return Position.NONE;
                }

                @Override
                public CompletableFuture<Result> of(Position position) {
                    return result;
                }
            },
            new SingleSubmissionSettings(Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(10)),
            time::get);
    private final Courtesy courtesy = new Courtesy(singles, time::get);

    @Test
    void afterASingleSubmissionMoreAreExpectedForAWhile() {
        assertThat(singles.expected()).isFalse();
        singles.follow(CompletableFuture.completedFuture(APPENDED));
        result.cancel(false);
        time.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(singles.expected()).isTrue();
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(singles.expected()).isFalse();
    }

    @Test
    void anImportWaitsUntilASingleSubmissionIsPublished() {
        CompletableFuture<Append> appending = new CompletableFuture<>();
        singles.follow(appending);
        CompletableFuture<Void> turn = turn();
        appending.complete(APPENDED);
        assertThat(turn).isNotDone();
        result.cancel(false); // whatever its result is
        assertThat(turn).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void orUntilItIsRefused() {
        CompletableFuture<Append> appending = new CompletableFuture<>();
        singles.follow(appending);
        CompletableFuture<Void> turn = turn();
        assertThat(turn).isNotDone();
        appending.complete(new Append.Refused(Problem.of(Problem.Type.TOO_MANY, "full")));
        assertThat(turn).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void afterHavingWaitedItHasItsTurnForAsLong() {
        singles.follow(CompletableFuture.completedFuture(APPENDED));
        CompletableFuture<Void> first = turn();
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(200)); // the most that an import waits
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(199));
        assertThat(turn()).succeedsWithin(Duration.ofSeconds(10));
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(turn()).isNotDone();
    }

    /** Waits for the import's turn in a thread of its own, until it has it or really waits. */
    private CompletableFuture<Void> turn() {
        CompletableFuture<Void> had = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                courtesy.await();
                had.complete(null);
            } catch (InterruptedException e) {
                had.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING && !had.isDone()) {
            Thread.onSpinWait();
        }
        return had;
    }
}
