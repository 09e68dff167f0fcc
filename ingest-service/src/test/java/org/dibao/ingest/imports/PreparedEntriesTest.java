package org.dibao.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.junit.jupiter.api.Test;

/** Articles that are parsed ahead. */
class PreparedEntriesTest {
    private final PreparedEntries entries = new PreparedEntries(3, 1000);

    @Test
    void theyKeepTheirOrder() throws Exception {
        entries.put(article("a", 10));
        entries.put(article("b", 10));

        assertThat(entries.take()).isEqualTo(article("a", 10));
        assertThat(entries.take()).isEqualTo(article("b", 10));
    }

    @Test
    void noMoreThanTheLimitWait() throws Exception {
        for (String name : new String[] {"a", "b", "c"}) {
            entries.put(article(name, 10));
        }
        CompletableFuture<Void> next = put(article("d", 10));
        assertThat(next).isNotDone();
        entries.take();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void noMoreBytesThanTheLimitWait() throws Exception {
        entries.put(article("a", 600));
        CompletableFuture<Void> next = put(article("b", 401));
        assertThat(next).isNotDone();
        entries.take();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aSingleOneMayBeLarger() {
        assertThat(put(article("a", 5000))).succeedsWithin(Duration.ofSeconds(10));
    }

    /** Done, or waiting. */
    private CompletableFuture<Void> put(PreparedEntry entry) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                entries.put(entry);
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

    private static final PreparedSubmission SUBMISSION =
            new PreparedSubmission.Invalid(Problem.of(Problem.Type.MALFORMED, "no title"));

    private static PreparedEntry article(String name, int size) {
        return new PreparedEntry.Article(name, SUBMISSION, size);
    }
}
