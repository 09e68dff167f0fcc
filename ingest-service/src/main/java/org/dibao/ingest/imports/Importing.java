package org.dibao.ingest.imports;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.log.Publications;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.Submitting;
import org.dibao.support.work.Permits;
import org.springframework.context.SmartLifecycle;

/**
 * Begins imports, as many at once as the settings allow. Before the web server stops it lets those under way come to an end
 * and begins no more, as the server would else wait for them.
 */
public final class Importing implements SmartLifecycle {
    /** What an import is sent as. */
    public enum Format {
        LINES,
        TAR_GZ
    }

    private final Submitting submitting;
    private final Publications publications;
    private final ImportSettings settings;
    private final int maxArticle;
    private final Permits permits;
    private final Set<Import> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile boolean running;

    /** @param maxArticle bytes of one article */
    public Importing(
            Submitting submitting,
            Publications publications,
            ImportSettings settings,
            int maxArticle,
            MeterRegistry meters) {
        this.submitting = submitting;
        this.publications = publications;
        this.settings = settings;
        this.maxArticle = maxArticle;
        this.permits = new Permits("imports", settings.maxAtOnce(), meters);
    }

    /**
     * Takes an upload on. Nothing is read yet, and nothing blocks.
     *
     * @return the import, to be closed in any case: it holds one of the permits until then
     * @throws Refused if there are as many as there may be, or the service goes down; the upload is closed then
     */
    public Import begin(Format format, InputStream upload, Sender sender) {
        Permits.Permit permit = permits.take().orElse(null);
        if (permit == null) {
            Import.close(upload);
            throw new Refused(Problem.of(
                    Problem.Type.TOO_MANY,
                    settings.maxAtOnce() + " imports are under way; start this one when one of them has ended"));
        }
        Entries entries = switch (format) {
            case LINES -> new Lines(upload, maxArticle);
            case TAR_GZ -> new TarGz(upload, maxArticle, settings);
        };
        long ahead = format == Format.LINES ? 1 : settings.lookAhead().toBytes();
        Import begun = new Import(upload, entries, ahead, sender, submitting, publications, settings, ended -> {
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
        stopped = true; // first this, then the look: an import that begins meanwhile sees it
        underWay.forEach(begun -> begun.stop(Import.GOES_DOWN));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start, the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
