package org.dibao.ingest.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.ingest.submissions.Fingerprint;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running import. One thread reads and appends; another fetches the result lines, in article order. No more articles
 * are in between than may be unpublished at once, so a slow store, a slow page or a slow receiver slows down the
 * reading, and memory never contains more than a few hundred articles.
 *
 * <p>It may be closed at any time, by any thread: its threads then end, and when the last one has ended, the next
 * import can start. What was appended stays in the log.
 */
public final class Import implements AutoCloseable {
    static final Problem GOES_DOWN = Problem.of(
            Problem.Type.UNAVAILABLE,
            "the service is shutting down; send the import again: articles that are already published stay unchanged");

    private static final Logger log = LoggerFactory.getLogger(Import.class);

    private static final byte[] NO_LINES = {};
    private static final int MAX_BYTES = 4096;

    /** The log's own limit applies: an import is not in a hurry. */
    private static final Duration LOG_LIMIT = Duration.ofMinutes(1);

    private final InputStream upload;
    private final ImportEntries entries;
    private final long readAhead;
    private final Deque<ImportEntry> ahead = new ArrayDeque<>();
    private final Sender sender;
    private final SubmissionService submitting;
    private final SubmissionResults publications;
    private final ImportSettings settings;
    private final ImportWorkers crew;
    private final BlockingQueue<Pending> window;
    /** Why reading was stopped. */
    private final CompletableFuture<Problem> stopping = new CompletableFuture<>();

    private boolean whole;
    private long count;
    private @Nullable Thread reader;
    private @Nullable Pending current;
    private @Nullable CompletableFuture<Result> outcome;
    private boolean ended;

    /** An article in progress; {@link #LAST} marks the end. */
    private record Pending(String name, Future<SubmissionReply> answer, boolean stops) {
        static final Pending LAST = new Pending("", CompletableFuture.failedFuture(new IllegalStateException()), true);
    }

    /**
     * @param readAhead bytes of the upload that are read before the first article is appended
     * @param end       called once, when the import is closed and none of its threads is running any more
     */
    Import(
            InputStream upload,
            ImportEntries entries,
            long readAhead,
            Sender sender,
            SubmissionService submitting,
            SubmissionResults publications,
            ImportSettings settings,
            Consumer<Import> end) {
        this.upload = upload;
        this.entries = entries;
        this.readAhead = readAhead;
        this.sender = sender;
        this.submitting = submitting;
        this.publications = publications;
        this.settings = settings;
        // One more is being written.
        this.window = new ArrayBlockingQueue<>(Math.max(1, settings.maxUnpublished() - 1));
        this.crew = new ImportWorkers(() -> {
            close(entries);
            forgetOutcome();
            end.accept(this);
        });
    }

    /**
     * Reads the beginning of the upload. Blocks until it has arrived.
     *
     * @return the problem, if the upload is not in its stated format; nothing has then been appended
     */
    public Optional<Problem> open() {
        if (!crew.enter()) {
            return Optional.of(GOES_DOWN);
        }
        try {
            readAhead();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(stopping.getNow(cutOff(e)));
        } catch (Refused e) {
            return Optional.of(stopping.getNow(e.problem()));
        } finally {
            crew.leave();
        }
    }

    private void readAhead() throws IOException {
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

    /**
     * The next lines: all that are known by now, but at least one. Blocks until there is one. Not for concurrent
     * callers.
     *
     * @return empty after the last line, or if the import was closed
     */
    public byte[] lines() throws InterruptedException {
        if (!crew.enter()) {
            return NO_LINES;
        }
        try {
            if (reader == null) {
                reader = crew.start("import-reader", this::read);
            }
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            while (!ended && (lines.size() == 0 || lines.size() < MAX_BYTES && isNextKnown())) {
                writeNext(lines);
            }
            if (lines.size() == 0) {
                crew.end();
                reader.join(); // a caller who has seen the end can start the next import
            }
            return lines.toByteArray();
        } finally {
            crew.leave();
        }
    }

    /**
     * All lines, once the last one is known, for a sender that cannot read any earlier. Blocks until then. An import
     * with more lines than may be buffered is stopped, and its last line says so. For a single caller, instead of
     * {@link #lines}.
     *
     * @return the lines in parts; not all of them if the import was closed
     */
    public List<byte[]> allLines() throws InterruptedException {
        List<byte[]> held = new ArrayList<>();
        long size = 0;
        for (byte[] lines = lines(); lines.length > 0; lines = lines()) {
            held.add(lines);
            size += lines.length;
            if (size > settings.maxHeld().toBytes()) {
                stop(Problem.of(
                        Problem.Type.TOO_LARGE,
                        "the results of this import are buffered until its end, but at most "
                                + settings.maxHeld().toKilobytes()
                                + " KiB of them; send it again in smaller parts: articles that are already published"
                                + " stay unchanged"));
            }
        }
        return held;
    }

    /** Whether the next line can be written without waiting. */
    private boolean isNextKnown() throws InterruptedException {
        if (current == null) {
            current = window.poll();
        }
        return current == Pending.LAST || current != null && current.answer.isDone() && outcomeIsKnown(current);
    }

    private boolean outcomeIsKnown(Pending pending) throws InterruptedException {
        return !(get(pending.answer) instanceof SubmissionReply.Accepted accepted)
                || outcomeOf(accepted.position()).isDone();
    }

    private void writeNext(ByteArrayOutputStream lines) throws InterruptedException {
        Pending next = current != null ? current : window.take();
        current = next;
        if (next == Pending.LAST) {
            ended = true;
            return;
        }
        ImportLine line = line(next);
        current = null;
        write(line, lines);
        if (line.isUnknown()) {
            write(
                    ImportLine.stopped(Problem.of(
                            Problem.Type.UNAVAILABLE,
                            "the log does not answer; send the import again: articles that are already published stay"
                                    + " unchanged")),
                    lines);
        }
        ended = next.stops || line.isUnknown();
    }

    private static void write(ImportLine line, ByteArrayOutputStream lines) {
        lines.writeBytes(Json.bytes(line));
        lines.write('\n');
    }

    private void read() {
        try {
            for (ImportEntry entry = next(); entry != null; entry = next()) {
                if (++count > settings.maxArticles()) {
                    throw new Refused(Problem.of(
                            Problem.Type.TOO_LARGE,
                            "an import has at most " + settings.maxArticles() + " articles; send the rest in another"));
                }
                switch (entry) {
                    case ImportEntry.Bad bad -> {
                        submitting.countRefused(bad.problem());
                        window.put(done(bad.name(), bad.problem(), false));
                    }
                    case ImportEntry.Article article -> window.put(append(article));
                }
            }
            window.put(Pending.LAST);
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
                lastLine(Problem.of(
                        Problem.Type.UNAVAILABLE,
                        "the import failed; send it again: articles that are already published stay unchanged"));
            }
        }
    }

    private @Nullable ImportEntry next() throws IOException {
        ImportEntry entry = ahead.poll();
        return entry != null || whole ? entry : entries.next();
    }

    private static Problem cutOff(IOException e) {
        return Problem.of(Problem.Type.MALFORMED, "body", "the upload was cut off: " + e.getMessage());
    }

    private void lastLine(Problem problem) {
        try {
            window.put(done("", problem, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Pending done(String name, Problem problem, boolean stops) {
        return new Pending(name, CompletableFuture.completedFuture(new SubmissionReply.Refused(null, problem)), stops);
    }

    /** Appends an article, and waits while the system is busy: an import is not in a hurry. */
    private Pending append(ImportEntry.Article article) throws InterruptedException {
        String fingerprint = new Fingerprint()
                .with("import")
                .with(article.upload().kind().name())
                .with(article.name())
                .with(article.upload().content())
                .hex();
        CompletableFuture<SubmissionReply> answer = submit(article, fingerprint);
        for (long pause = 20; tooMany(answer); pause = Math.min(1000, pause * 2)) {
            TimeUnit.MILLISECONDS.sleep(pause);
            if (stopping.isDone()) {
                throw new Refused(stopping.join());
            }
            answer = submit(article, fingerprint);
        }
        return new Pending(article.name(), answer, false);
    }

    private CompletableFuture<SubmissionReply> submit(ImportEntry.Article article, String fingerprint) {
        PreparedSubmission prepared = submitting.article(article.upload(), sender.at(count), fingerprint);
        return submitting.append(prepared, LOG_LIMIT).toCompletableFuture();
    }

    /** A refusal for lack of room comes at once. */
    private static boolean tooMany(CompletableFuture<SubmissionReply> answer) {
        return answer.isDone()
                && answer.getNow(null) instanceof SubmissionReply.Refused refused
                && refused.problem().type() == Problem.Type.TOO_MANY;
    }

    private ImportLine line(Pending pending) throws InterruptedException {
        return switch (get(pending.answer)) {
            case SubmissionReply.Refused refused when pending.stops -> ImportLine.stopped(refused.problem());
            case SubmissionReply.Refused refused -> ImportLine.refused(pending.name, refused.problem());
            case SubmissionReply.Unknown unknown -> ImportLine.unknown(pending.name, unknown.problem());
            case SubmissionReply.Accepted accepted ->
                outcomeInTime(accepted.position())
                        .map(result -> ImportLine.decided(pending.name, accepted.position(), result))
                        .orElseGet(() -> ImportLine.undecided(pending.name, accepted.position(), accepted.article()));
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

    private void forgetOutcome() {
        if (outcome != null) {
            outcome.cancel(false); // nobody is waiting for it any more
            outcome = null;
        }
    }

    private static SubmissionReply get(Future<SubmissionReply> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Reads no further, and reports what is known by now about each appended article.
     *
     * @param why the problem in the last line, unless the whole upload had been read
     */
    void stop(Problem why) {
        if (stopping.complete(why)) {
            close(upload);
        }
    }

    @Override
    public void close() {
        close(upload);
        crew.end();
    }

    static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // The rest of it is not needed.
        }
    }
}
