package org.dibao.ingest.imports;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SingleSubmissions;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Starts imports, as many at once as the settings allow. Before the web server stops, it ends the running ones and
 * starts no more, because the server would otherwise wait for them.
 */
public final class ImportService implements SmartLifecycle {
    /** The format of an import. */
    public enum Format {
        LINES,
        TAR_GZ
    }

    private final SubmissionService submitting;
    private final SingleSubmissions singles;
    private final SubmissionResults publications;
    private final ImportSettings settings;
    private final SiteFileSettings siteFiles;
    private final int maxArticle;
    private final Permits permits;
    private final Set<Import> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile boolean running;

    /** @param maxArticle bytes of one article */
    public ImportService(
            SubmissionService submitting,
            SingleSubmissions singles,
            SubmissionResults publications,
            ImportSettings settings,
            SiteFileSettings siteFiles,
            int maxArticle,
            MeterRegistry meters) {
        this.submitting = submitting;
        this.singles = singles;
        this.publications = publications;
        this.settings = settings;
        this.siteFiles = siteFiles;
        this.maxArticle = maxArticle;
        this.permits = new Permits("imports", settings.maxAtOnce(), meters);
    }

    /**
     * Accepts an upload. Nothing is read yet, and nothing blocks.
     *
     * @param trial of a dry run, which appends nothing; otherwise null
     * @return the import; the caller must close it in any case, since it holds a permit until then
     * @throws Refused if the maximum number of imports is running or the service is shutting down; the upload is then
     *                 closed
     */
    public Import begin(Format format, InputStream upload, Sender sender, @Nullable Trial trial) {
        Permits.Permit permit = permits.take().orElse(null);
        if (permit == null) {
            Import.close(upload);
            throw new Refused(Problem.of(
                    Problem.Type.TOO_MANY,
                    settings.maxAtOnce() + " imports are under way; start this one when one of them has finished"));
        }
        ImportEntries entries = switch (format) {
            case LINES -> new JsonLines(upload, maxArticle);
            case TAR_GZ -> new TarGz(upload, maxArticle, settings, siteFiles);
        };
        long ahead = format == Format.LINES ? 1 : settings.lookAhead().toBytes();
        Import begun = new Import(
                upload, entries, ahead, sender, submitting, singles, publications, settings, trial, ended -> {
                    underWay.remove(ended);
                    permit.close();
                });
        underWay.add(begun);
        if (stopped) {
            begun.close();
            throw new Refused(Import.GOES_DOWN);
        }
        return begun;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopped = true; // set before looking at the imports: one that starts concurrently sees it
        underWay.forEach(begun -> begun.stop(Import.GOES_DOWN));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started last, stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
