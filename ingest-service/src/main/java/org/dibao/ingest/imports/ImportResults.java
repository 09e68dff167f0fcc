package org.dibao.ingest.imports;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.ingest.submissions.SubmissionReply;
import org.jspecify.annotations.Nullable;

/** Turns what the reader has appended into result lines, in article order. For one thread at a time. */
final class ImportResults {
    private static final int MAX_BYTES = 4096;

    private final ImportWindow window;
    private final SubmissionResults publications;
    private final ImportSettings settings;
    private final CompletableFuture<Problem> stopping;
    private @Nullable PendingResult current;
    private @Nullable CompletableFuture<Result> outcome;
    private boolean ended;

    ImportResults(
            ImportWindow window,
            SubmissionResults publications,
            ImportSettings settings,
            CompletableFuture<Problem> stopping) {
        this.window = window;
        this.publications = publications;
        this.settings = settings;
        this.stopping = stopping;
    }

    /** All lines that are known by now, but at least one; empty after the last. Blocks until there is one. */
    byte[] next() throws InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        while (!ended && (lines.size() == 0 || lines.size() < MAX_BYTES && isNextKnown())) {
            writeNext(lines);
        }
        return lines.toByteArray();
    }

    /** Whether the next line can be written without waiting. */
    private boolean isNextKnown() throws InterruptedException {
        if (current == null) {
            current = window.poll();
        }
        return current == PendingResult.LAST
                || current != null && current.line() != null
                || current != null && current.reply().isDone() && outcomeIsKnown(current);
    }

    private boolean outcomeIsKnown(PendingResult pending) throws InterruptedException {
        return !(get(pending.reply()) instanceof SubmissionReply.Accepted accepted)
                || outcomeOf(accepted.position()).isDone();
    }

    private void writeNext(ByteArrayOutputStream lines) throws InterruptedException {
        PendingResult next = current != null ? current : window.take();
        current = next;
        if (next == PendingResult.LAST) {
            ended = true;
            return;
        }
        ImportLine line = line(next);
        current = null;
        write(line, lines);
        if (line.isOfSilentLog()) {
            write(
                    ImportLine.stopped(Problem.of(
                            Problem.Type.UNAVAILABLE,
                            "the log does not answer; send the import again: articles that are already published stay"
                                    + " unchanged")),
                    lines);
        }
        ended = next.stops() || line.isOfSilentLog();
    }

    private static void write(ImportLine line, ByteArrayOutputStream lines) {
        lines.writeBytes(Json.bytes(line));
        lines.write('\n');
    }

    private ImportLine line(PendingResult pending) throws InterruptedException {
        ImportLine known = pending.line();
        if (known != null) {
            return known;
        }
        return switch (get(pending.reply())) {
            case SubmissionReply.Refused refused when pending.stops() -> ImportLine.stopped(refused.problem());
            case SubmissionReply.Refused refused -> ImportLine.refused(pending.name(), refused.problem());
            case SubmissionReply.Unknown unknown -> ImportLine.unknown(pending.name(), unknown.problem());
            case SubmissionReply.Accepted accepted ->
                outcomeInTime(accepted.position())
                        .map(result -> {
                            window.published(Duration.ofNanos(System.nanoTime() - pending.appendedAt()));
                            return ImportLine.decided(pending.name(), accepted, result);
                        })
                        .orElseGet(() -> ImportLine.undecided(pending.name(), accepted));
        };
    }

    private CompletableFuture<Result> outcomeOf(Position position) {
        if (outcome == null) {
            outcome = publications.of(position);
        }
        return outcome;
    }

    private Optional<Result> outcomeInTime(Position position) throws InterruptedException {
        CompletableFuture<Result> waitedFor = outcomeOf(position);
        try {
            CompletableFuture.anyOf(waitedFor, stopping)
                    .get(settings.outcomeWithin().toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(waitedFor.getNow(null));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            forgetOutcome();
        }
    }

    void forgetOutcome() {
        if (outcome != null) {
            outcome.cancel(false); // nobody is waiting for it any more
            outcome = null;
        }
    }

    private static SubmissionReply get(Future<SubmissionReply> reply) throws InterruptedException {
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
