package org.dibao.ingest.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.submissions.Fingerprint;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and parses the articles of one upload, a few more than can be appended at once. */
final class ImportReader {
    private static final Logger log = LoggerFactory.getLogger(ImportReader.class);

    static final Problem FAILED = Problem.of(
            Problem.Type.UNAVAILABLE,
            "the import failed; send it again: articles that are already published stay unchanged");

    private final ImportEntries entries;
    private final long readAhead;
    private final Sender sender;
    private final SubmissionService submitting;
    private final int maxArticles;
    private final @Nullable Trial trial;
    private final PreparedEntries prepared;
    private final CompletableFuture<Problem> stopping;
    private final Deque<ImportEntry> ahead = new ArrayDeque<>();
    private boolean whole;
    private long count;

    /**
     * @param readAhead bytes of the upload that are read before the first article is appended
     * @param trial     of a dry run, which appends nothing; otherwise null
     * @param prepared  takes what has been read
     * @param stopping  completed with the reason when reading must stop
     */
    ImportReader(
            ImportEntries entries,
            long readAhead,
            Sender sender,
            SubmissionService submitting,
            int maxArticles,
            @Nullable Trial trial,
            PreparedEntries prepared,
            CompletableFuture<Problem> stopping) {
        this.entries = entries;
        this.readAhead = readAhead;
        this.sender = sender;
        this.submitting = submitting;
        this.maxArticles = maxArticles;
        this.trial = trial;
        this.prepared = prepared;
        this.stopping = stopping;
    }

    /**
     * Reads the beginning of the upload and appends nothing.
     *
     * @throws Refused     if it is not in its stated format
     * @throws IOException if it is cut off
     */
    void readAhead() throws IOException {
        for (long read = 0; read < readAhead; ) {
            ImportEntry entry = entries.next();
            if (entry == null) {
                if (ahead.isEmpty()) {
                    throw Refused.malformed("body", "the upload contains no article");
                }
                whole = true;
                return;
            }
            ahead.add(entry);
            read += 256 + size(entry);
        }
    }

    private static long size(ImportEntry entry) {
        return switch (entry) {
            case ImportEntry.Article article -> article.upload().content().length;
            case ImportEntry.Bad _ -> 0;
        };
    }

    /** Reads to the end of the upload, or to where it must stop; the last result says so. */
    void read() {
        try {
            for (ImportEntry entry = next(); entry != null; entry = next()) {
                if (++count > maxArticles) {
                    throw new Refused(Problem.of(
                            Problem.Type.TOO_LARGE,
                            "an import has at most " + maxArticles + " articles; send the rest in another"));
                }
                switch (entry) {
                    case ImportEntry.Bad bad -> {
                        submitting.countRefused(bad.problem());
                        known(PendingResult.refused(bad.name(), bad.problem()));
                    }
                    case ImportEntry.Article article -> prepared.put(prepare(article));
                }
            }
            known(PendingResult.LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Refused e) {
            lastLine(stopping.getNow(e.problem()));
        } catch (IOException e) {
            lastLine(stopping.getNow(cutOff(e)));
        } catch (Throwable e) { // an Error too: the writer of the lines waits for one that reports it
            if (!Thread.currentThread().isInterrupted()) {
                try (var _ = LogContext.of(sender.trace())) {
                    log.error("an import failed", e);
                }
                lastLine(FAILED);
            }
        }
    }

    private @Nullable ImportEntry next() throws IOException {
        ImportEntry entry = ahead.poll();
        return entry != null || whole ? entry : entries.next();
    }

    private void known(PendingResult result) throws InterruptedException {
        prepared.put(new PreparedEntry.Known(result));
    }

    static Problem cutOff(IOException e) {
        return Problem.of(Problem.Type.MALFORMED, "body", "the upload was cut off: " + e.getMessage());
    }

    private void lastLine(Problem problem) {
        try {
            known(PendingResult.stopped(problem));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PreparedEntry prepare(ImportEntry.Article article) {
        byte[] content = article.upload().content();
        Fingerprint fingerprint = new Fingerprint()
                .with("import")
                .with(article.upload().kind().name())
                .with(article.name())
                .with(content);
        if (article.upload().site().isKnown()) {
            fingerprint.with(article.upload().site().state());
        }
        PreparedSubmission submission = submitting.imported(article.upload(), sender.at(count), fingerprint.hex());
        return trial == null
                ? new PreparedEntry.Article(article.name(), submission, content.length)
                : new PreparedEntry.Known(trial.of(article.name(), submission));
    }
}
