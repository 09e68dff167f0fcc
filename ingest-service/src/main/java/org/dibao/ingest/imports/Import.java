package org.dibao.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.ingest.submissions.Courtesy;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SingleSubmissions;
import org.dibao.ingest.submissions.SubmissionService;
import org.jspecify.annotations.Nullable;

/**
 * A running import. One thread reads and parses; another appends; a third fetches the result lines, in article order. No more
 * articles are in between than may be unpublished at once, and a few that wait for that, so a slow store, a slow page or a slow
 * receiver slows down the reading, and memory never contains more than a few hundred articles.
 *
 * <p>It may be closed at any time, by any thread: its threads then end, and when the last one has ended, the next
 * import can start. What was appended stays in the log.
 */
public final class Import implements AutoCloseable {
    static final Problem GOES_DOWN = Problem.of(
            Problem.Type.UNAVAILABLE,
            "the service is shutting down; send the import again: articles that are already published stay unchanged");

    private final InputStream upload;
    private final ImportReader reader;
    private final ImportAppender appender;
    private final ImportResults results;
    private final ImportSettings settings;
    private final ImportWorkers crew;
    /** Why reading was stopped. */
    private final CompletableFuture<Problem> stopping = new CompletableFuture<>();

    private @Nullable Thread reading;
    private @Nullable Thread appending;

    /**
     * @param readAhead bytes of the upload that are read before the first article is appended
     * @param trial     of a dry run, which appends nothing; otherwise null
     * @param end       called once, when the import is closed and none of its threads is running any more
     */
    Import(
            InputStream upload,
            ImportEntries entries,
            long readAhead,
            Sender sender,
            SubmissionService submitting,
            SingleSubmissions singles,
            SubmissionResults publications,
            ImportSettings settings,
            @Nullable Trial trial,
            Consumer<Import> end) {
        this.upload = upload;
        this.settings = settings;
        ImportWindow window = new ImportWindow(
                () -> singles.expected() ? settings.minBesideOthers() : settings.minUnpublished(),
                settings.maxUnpublished(),
                settings.publishedWithin());
        PreparedEntries prepared = new PreparedEntries(
                settings.minUnpublished(), settings.lookAhead().toBytes());
        this.reader = new ImportReader(
                entries, readAhead, sender, submitting, settings.maxArticles(), trial, prepared, stopping);
        this.appender = new ImportAppender(
                prepared, sender, submitting, new Courtesy(singles, System::nanoTime), window, stopping);
        this.results = new ImportResults(window, publications, settings, stopping);
        this.crew = new ImportWorkers(() -> {
            close(entries);
            results.forgetOutcome();
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
            reader.readAhead();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(stopping.getNow(ImportReader.cutOff(e)));
        } catch (Refused e) {
            return Optional.of(stopping.getNow(e.problem()));
        } finally {
            crew.leave();
        }
    }

    /**
     * The next lines: all that are known by now, but at least one. Blocks until there is one. Not for concurrent
     * callers.
     *
     * @return empty after the last line, or if the import was closed
     */
    public byte[] lines() throws InterruptedException {
        if (!crew.enter()) {
            return new byte[0];
        }
        try {
            if (reading == null || appending == null) {
                reading = crew.start("import-reader", reader::read);
                appending = crew.start("import-appender", appender::append);
            }
            byte[] lines = results.next();
            if (lines.length == 0) {
                crew.end();
                reading.join();
                appending.join(); // a caller who has seen the end can start the next import
            }
            return lines;
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

    /**
     * Reads and appends no further, and reports what is known by now about each appended article.
     *
     * @param why the problem in the last line, unless everything had been appended
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
