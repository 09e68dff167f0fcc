package org.dibao.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.log.Publications;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.Submitting;

/** Opens imports, as many at once as the settings allow. */
public final class Importing {
    /** What an import is sent as. */
    public enum Format {
        LINES,
        TAR_GZ
    }

    private final Submitting submitting;
    private final Publications publications;
    private final ImportSettings settings;
    private final int maxArticle;
    private final Semaphore free;

    /** @param maxArticle bytes of one article */
    public Importing(Submitting submitting, Publications publications, ImportSettings settings, int maxArticle) {
        this.submitting = submitting;
        this.publications = publications;
        this.settings = settings;
        this.maxArticle = maxArticle;
        this.free = new Semaphore(settings.maxAtOnce());
    }

    /**
     * Reads the beginning of an upload. Blocks until it is there.
     *
     * @return the import, to be run or closed
     * @throws Refused if that is no upload of its format: nothing has been appended then
     */
    public Import open(Format format, InputStream upload, Sender sender) {
        if (!free.tryAcquire()) {
            throw new Refused(Problem.of(
                    Problem.Type.TOO_MANY,
                    settings.maxAtOnce() + " imports are under way; start this one when one of them has ended"));
        }
        AtomicBoolean ended = new AtomicBoolean();
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                free.release();
            }
        };
        try {
            Entries entries = switch (format) {
                case LINES -> new Lines(upload, maxArticle);
                case TAR_GZ -> new TarGz(upload, maxArticle, settings);
            };
            Deque<Entry> ahead = new ArrayDeque<>();
            boolean whole = readAhead(
                    entries,
                    ahead,
                    format == Format.LINES ? 1 : settings.lookAhead().toBytes());
            return new Import(entries, ahead, whole, sender, submitting, publications, settings, end);
        } catch (IOException e) {
            end.run();
            throw Refused.malformed("body", "the upload was cut off: " + e.getMessage());
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    /** @return whether the end was reached */
    private static boolean readAhead(Entries entries, Deque<Entry> ahead, long bytes) throws IOException {
        long read = 0;
        while (read < bytes) {
            Entry entry = entries.next();
            if (entry == null) {
                if (ahead.isEmpty()) {
                    throw Refused.malformed("body", "the upload holds no article");
                }
                return true;
            }
            ahead.add(entry);
            read += 256 + size(entry);
        }
        return false;
    }

    private static long size(Entry entry) {
        return switch (entry) {
            case Entry.Article article -> article.upload().content().length;
            case Entry.Bad _ -> 0;
        };
    }
}
