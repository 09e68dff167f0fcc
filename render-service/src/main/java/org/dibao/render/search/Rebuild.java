package org.dibao.render.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.dibao.contract.article.ArticlePath;
import org.dibao.projector.Await;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty index from the view. The scan delivers entries without backpressure, so it only writes their paths to
 * a file; then the articles are read in batches. Memory does not grow with the archive.
 */
final class Rebuild {
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final String PATHS = "rebuilding.paths";
    private static final int TOLD_EACH = 10_000;

    /** Called after each batch. */
    @FunctionalInterface
    interface Progress {
        void done(long articles, long of);
    }

    private final Views views;
    private final Await await;
    private final Duration scanTimeout;
    private final int batch;

    Rebuild(Views views, Await await, Duration scanTimeout, int batch) {
        this.views = views;
        this.await = await;
        this.scanTimeout = scanTimeout;
        this.batch = batch;
    }

    /**
     * Returns when all articles are indexed, or when it has to stop.
     *
     * @return whether all are indexed
     */
    boolean into(SearchIndex index, Path folder, Progress progress, BooleanSupplier stop) throws IOException {
        Path file = folder.resolve(PATHS);
        try {
            long all = write(file);
            return read(file, all, index, progress, stop);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private long write(Path file) throws IOException {
        AtomicLong count = new AtomicLong();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            new Await(scanTimeout).result(views.entries().scan((_, placed) -> {
                if (placed.value() instanceof ListedArticle listed) {
                    try {
                        out.writeUTF(listed.path().value());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    count.incrementAndGet();
                }
            }));
        }
        return count.get();
    }

    private boolean read(Path file, long all, SearchIndex index, Progress progress, BooleanSupplier stop)
            throws IOException {
        long start = System.nanoTime();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long done = 0; done < all; ) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                List<ArticlePath> paths = new ArrayList<>();
                for (long end = Math.min(all, done + batch); done < end; done++) {
                    paths.add(new ArticlePath(in.readUTF()));
                }
                for (Page page : await.result(views.pages().find(paths)).values()) {
                    if (page instanceof Page.Live live) {
                        index.put(live.article());
                    }
                }
                progress.done(done, all);
                if (done / TOLD_EACH > (done - paths.size()) / TOLD_EACH) {
                    log.info("the search index has {} of {} articles", done, all);
                }
            }
        }
        log.info(
                "the search index was rebuilt from {} articles in {} ms", all, (System.nanoTime() - start) / 1_000_000);
        return true;
    }
}
