package org.dibao.ingest.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.log.Publications;
import org.dibao.ingest.submissions.Answer;
import org.dibao.ingest.submissions.Fingerprint;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.Submitting;
import org.jspecify.annotations.Nullable;

/**
 * One import under way. One thread reads and appends, another writes the lines, in the order of the articles. Between them
 * stand no more articles than may be unpublished at once, so a slow store, a slow page or a slow receiver slows the
 * reading, and memory holds a few hundred articles at most, however many there are.
 */
public final class Import implements AutoCloseable {
    private final Entries entries;
    private final Deque<Entry> ahead;
    private final boolean whole;
    private final Sender sender;
    private final Submitting submitting;
    private final Publications publications;
    private final ImportSettings settings;
    private final Runnable end;
    private final BlockingQueue<Pending> window;
    private long count;

    /** An article on its way; {@link #LAST} behind the last one. */
    private record Pending(String name, Future<Answer> answer, boolean stops) {
        static final Pending LAST = new Pending("", CompletableFuture.failedFuture(new IllegalStateException()), true);
    }

    Import(
            Entries entries,
            Deque<Entry> ahead,
            boolean whole,
            Sender sender,
            Submitting submitting,
            Publications publications,
            ImportSettings settings,
            Runnable end) {
        this.entries = entries;
        this.ahead = ahead;
        this.whole = whole;
        this.sender = sender;
        this.submitting = submitting;
        this.publications = publications;
        this.settings = settings;
        this.end = end;
        // One more is in the writer's hand.
        this.window = new ArrayBlockingQueue<>(Math.max(1, settings.maxUnpublished() - 1));
    }

    /** Runs to the end, in the caller's thread and one more. Ends early if the receiver is gone; what was appended stays. */
    public void run(OutputStream out) throws IOException, InterruptedException {
        Thread reader = Thread.ofVirtual().name("import-reader").start(this::read);
        try {
            for (Pending next = await(window::take, window.isEmpty(), out);
                    next != Pending.LAST;
                    next = await(window::take, window.isEmpty(), out)) {
                ImportLine line = line(next, out);
                write(line, out);
                if (next.stops) {
                    break;
                }
                if (line.status() == Problem.Type.UNAVAILABLE.status() && line.position() == null) {
                    write(
                            ImportLine.stopped(
                                    Problem.of(
                                            Problem.Type.UNAVAILABLE,
                                            "the log does not answer; send the import again, what is there already is unchanged")),
                            out);
                    break;
                }
            }
            out.flush();
        } finally {
            reader.interrupt();
            close();
        }
    }

    private static void write(ImportLine line, OutputStream out) throws IOException {
        out.write(Json.bytes(line));
        out.write('\n');
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    /** Lets the lines written so far go out before waiting. */
    private static <T> T await(Waiting<T> waiting, boolean waits, OutputStream out)
            throws IOException, InterruptedException {
        if (waits) {
            out.flush();
        }
        return waiting.get();
    }

    private void read() {
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                if (++count > settings.maxArticles()) {
                    throw new Refused(Problem.of(
                            Problem.Type.TOO_LARGE,
                            "an import has at most " + settings.maxArticles() + " articles; send the rest in another"));
                }
                switch (entry) {
                    case Entry.Bad bad -> {
                        submitting.countRefused(bad.problem());
                        window.put(done(bad.name(), bad.problem(), false));
                    }
                    case Entry.Article article -> window.put(append(article));
                }
            }
            window.put(Pending.LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Refused e) {
            stop(e.problem());
        } catch (IOException e) {
            stop(Problem.of(Problem.Type.MALFORMED, "body", "the upload was cut off: " + e.getMessage()));
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                org.slf4j.LoggerFactory.getLogger(Import.class).error("an import failed", e);
                stop(Problem.of(
                        Problem.Type.UNAVAILABLE,
                        "the import failed; send it again, what is there already is unchanged"));
            }
        }
    }

    private @Nullable Entry next() throws IOException {
        Entry entry = ahead.poll();
        return entry != null || whole ? entry : entries.next();
    }

    private void stop(Problem problem) {
        try {
            window.put(done("", problem, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Pending done(String name, Problem problem, boolean stops) {
        return new Pending(name, CompletableFuture.completedFuture(new Answer.Refused(null, problem)), stops);
    }

    /** Appends; while the system is busy it waits, as an import has time. */
    private Pending append(Entry.Article article) throws InterruptedException {
        String fingerprint = new Fingerprint()
                .with("import")
                .with(article.upload().kind().name())
                .with(article.name())
                .with(article.upload().content())
                .hex();
        CompletableFuture<Answer> answer = submit(article, fingerprint);
        for (long pause = 20; tooMany(answer); pause = Math.min(1000, pause * 2)) {
            TimeUnit.MILLISECONDS.sleep(pause);
            answer = submit(article, fingerprint);
        }
        return new Pending(article.name(), answer, false);
    }

    private CompletableFuture<Answer> submit(Entry.Article article, String fingerprint) {
        return submitting
                .submit(article.upload(), sender.at(count), fingerprint)
                .toCompletableFuture();
    }

    /** A refusal for want of room is there at once. */
    private static boolean tooMany(CompletableFuture<Answer> answer) {
        return answer.isDone()
                && answer.getNow(null) instanceof Answer.Refused refused
                && refused.problem().type() == Problem.Type.TOO_MANY;
    }

    private ImportLine line(Pending pending, OutputStream out) throws IOException, InterruptedException {
        Answer answer = await(() -> get(pending.answer), !pending.answer.isDone(), out);
        return switch (answer) {
            case Answer.Refused refused when pending.stops -> ImportLine.stopped(refused.problem());
            case Answer.Refused refused -> ImportLine.refused(pending.name, refused.problem());
            case Answer.Accepted accepted -> {
                CompletableFuture<Result> outcome = publications.of(accepted.position());
                Optional<Result> result = await(() -> inTime(outcome), !outcome.isDone(), out);
                yield result.isPresent()
                        ? ImportLine.decided(pending.name, accepted.position(), result.get())
                        : ImportLine.undecided(pending.name, accepted.position(), accepted.article());
            }
        };
    }

    private Optional<Result> inTime(CompletableFuture<Result> outcome) throws InterruptedException {
        try {
            return Optional.of(outcome.get(settings.outcomeWithin().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            outcome.cancel(false);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Answer get(Future<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets the next import in. */
    @Override
    public void close() throws IOException {
        end.run();
        entries.close();
    }
}
