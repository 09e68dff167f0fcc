package org.dibao.ingest.imports;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.submissions.Courtesy;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the articles that the reader has prepared, whenever there is room in the window: several at once, so that store
 * and render get them as one batch.
 */
final class ImportAppender {
    private static final Logger log = LoggerFactory.getLogger(ImportAppender.class);

    /** The log's own limit applies: an import is not in a hurry. */
    private static final Duration LOG_LIMIT = Duration.ofMinutes(1);

    private final PreparedEntries prepared;
    private final Sender sender;
    private final SubmissionService submitting;
    private final Courtesy courtesy;
    private final ImportWindow window;
    private final CompletableFuture<Problem> stopping;

    /**
     * @param window   takes the results in article order
     * @param stopping completed with the reason when nothing more is to be appended
     */
    ImportAppender(
            PreparedEntries prepared,
            Sender sender,
            SubmissionService submitting,
            Courtesy courtesy,
            ImportWindow window,
            CompletableFuture<Problem> stopping) {
        this.prepared = prepared;
        this.sender = sender;
        this.submitting = submitting;
        this.courtesy = courtesy;
        this.window = window;
        this.stopping = stopping;
    }

    /** Appends until the last entry, or until it must stop; the last result says so. */
    void append() {
        try {
            for (boolean more = true; more; ) {
                PreparedEntry next = prepared.take();
                window.awaitRoom();
                courtesy.await();
                PendingResult result = switch (next) {
                    case PreparedEntry.Known known -> known.result();
                    case PreparedEntry.Article article -> append(article);
                };
                window.put(result);
                more = !result.stops();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too: the writer of the lines waits for one that reports it
            if (!Thread.currentThread().isInterrupted()) {
                try (var _ = LogContext.of(sender.trace())) {
                    log.error("an import failed", e);
                }
                window.put(PendingResult.stopped(ImportReader.FAILED));
            }
        }
    }

    /** Appends an article, and waits while the system is busy: an import is not in a hurry. */
    private PendingResult append(PreparedEntry.Article article) throws InterruptedException {
        for (long pause = 20; !stopping.isDone(); pause = Math.min(1000, pause * 2)) {
            long appendedAt = System.nanoTime();
            CompletableFuture<SubmissionReply> answer = submit(article.submission());
            Problem problem = refusedAtOnce(answer);
            if (problem != null && problem.type() == Problem.Type.DISK_FULL) {
                return PendingResult.stopped(problem);
            }
            if (problem == null || problem.type() != Problem.Type.TOO_MANY) {
                return new PendingResult(article.name(), answer, appendedAt, false, null);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        return PendingResult.stopped(stopping.join());
    }

    private CompletableFuture<SubmissionReply> submit(PreparedSubmission submission) {
        return submitting.appendBehind(submission, LOG_LIMIT).toCompletableFuture();
    }

    /** A refusal for lack of room comes at once. */
    private static @Nullable Problem refusedAtOnce(CompletableFuture<SubmissionReply> answer) {
        return answer.isDone() && answer.getNow(null) instanceof SubmissionReply.Refused refused
                ? refused.problem()
                : null;
    }
}
