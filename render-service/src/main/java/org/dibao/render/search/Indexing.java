package org.dibao.render.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.projector.Await;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;

/**
 * An open index that applies publications. Changed articles are read from the view, which is at least as new; if it is
 * newer, a later publication repeats the change. A commit follows some time after a change, in a separate loop, and
 * never without a change.
 */
final class Indexing implements Supervised, AutoCloseable {
    private static final Duration LOOK_EACH = Duration.ofMillis(100);

    private final SearchIndex index;
    private final Views views;
    private final Await await;
    private final SearchSettings settings;
    private final Position wholeFrom;
    private final Supplier<Position> pages;
    /** Callbacks for when the files turn out to be damaged; at most one check is pending. */
    private final BlockingQueue<Consumer<Throwable>> checks = new ArrayBlockingQueue<>(1);

    private final SupervisedLoop keeping = SupervisedLoop.of("commit-search-index", this::commitOrCheck, this::wakeUp);
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /** @param wholeFrom from this position on the index contains everything that existed at the start */
    Indexing(
            SearchIndex index,
            Views views,
            Await await,
            SearchSettings settings,
            Position wholeFrom,
            Supplier<Position> pages) {
        this.pages = pages;
        this.index = index;
        this.views = views;
        this.await = await;
        this.settings = settings;
        this.wholeFrom = wholeFrom;
    }

    void start() {
        keeping.start();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(keeping);
    }

    SearchIndex index() {
        return index;
    }

    boolean isWhole() {
        IndexCheckpoint indexed = index.indexed();
        return indexed != null && indexed.position().isAtLeast(wholeFrom);
    }

    /** Applies publications in order; they may be repeated. */
    void apply(List<Publication> publications) {
        Map<ArticleId, Publication> last = new LinkedHashMap<>();
        for (Publication publication : publications) {
            Result result = publication.result();
            if (result.article() != null && (publication.card() != null || result.outcome() == Result.Kind.WITHDRAWN)) {
                last.put(result.article(), publication);
            }
        }
        if (!last.isEmpty()) {
            pause(settings.refreshEvery().toNanos()); // requests for the page go first
        }
        try {
            List<Publication> changes = List.copyOf(last.values());
            for (int from = 0; from < changes.size(); from += settings.batch()) {
                long start = System.nanoTime();
                Position before = pages.get();
                write(changes.subList(from, Math.min(changes.size(), from + settings.batch())));
                if (changes.size() - from >= settings.batch() || pages.get().isAfter(before)) {
                    rest(System.nanoTime() - start);
                }
            }
        } catch (IOException | AlreadyClosedException | Error e) {
            fail(e);
            throw new IllegalStateException("the search index failed", e);
        }
        IndexCheckpoint indexed = index.indexed();
        Position end = publications.getLast().position();
        advance(indexed == null ? new IndexCheckpoint("", end, 0) : indexed.at(end));
    }

    /** Leaves the processors to publishing as long as much is being published: search may lag, pages may not. */
    private void rest(long nanos) {
        long end = System.nanoTime() + nanos * settings.rest();
        Position before;
        do {
            before = pages.get();
            pause(Math.min(LOOK_EACH.toNanos(), end - System.nanoTime()));
        } while (System.nanoTime() < end
                && pages.get().isAfter(before)
                && !Thread.currentThread().isInterrupted());
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the index is being closed
        }
    }

    private void write(List<Publication> changes) throws IOException {
        Map<ArticlePath, ArticleId> live = new LinkedHashMap<>();
        List<ArticleId> gone = new ArrayList<>();
        for (Publication change : changes) {
            ArticleId article = Objects.requireNonNull(change.result().article());
            ArticlePath path = change.result().path();
            if (path == null || change.card() == null) {
                gone.add(article);
            } else {
                ArticleId other = live.put(path, article); // the path moved from one article to another within this run
                if (other != null) {
                    gone.add(other);
                }
            }
        }
        Map<ArticlePath, Page> pages =
                live.isEmpty() ? Map.of() : await.result(views.pages().find(live.keySet()));
        for (Map.Entry<ArticlePath, ArticleId> entry : live.entrySet()) {
            if (pages.get(entry.getKey()) instanceof Page.Live page
                    && page.article().id().equals(entry.getValue())) {
                index.put(page.article());
            } else {
                gone.add(entry.getValue()); // it has left that path; a later publication says where it is now
            }
        }
        index.remove(gone);
    }

    /** The index contains everything up to here. */
    void advance(IndexCheckpoint indexed) {
        index.advance(indexed);
    }

    private Next commitOrCheck() throws Exception {
        try {
            Consumer<Throwable> damaged = checks.poll(settings.commitEvery().toNanos(), TimeUnit.NANOSECONDS);
            if (keeping.isClosing()) {
                return Next.DONE; // closing commits anyway
            }
            if (damaged == null) {
                index.commit(); // if anything has changed
            } else {
                check(damaged);
            }
            return Next.AGAIN;
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    private void check(Consumer<Throwable> damaged) {
        try {
            index.check();
        } catch (AlreadyClosedException e) {
            // It is already being taken care of.
        } catch (IOException | RuntimeException | Error e) {
            damaged.accept(e);
        }
    }

    private void wakeUp() {
        var _ = checks.offer(_ -> {});
    }

    /** Whether this is the first failure. */
    boolean fail(Throwable e) {
        return failure.completeExceptionally(e);
    }

    boolean hasFailed() {
        return failure.isCompletedExceptionally();
    }

    /** Checks the files after an error with an unclear cause: the index fails if they are damaged. */
    void suspect(Consumer<Throwable> damaged) {
        var _ = checks.offer(damaged); // otherwise a check is already pending
    }

    /**
     * Returns when it is to end.
     *
     * @throws IOException if the index has failed
     * @throws Error       if the files are not the cause, for lack of memory for instance
     */
    void awaitFailure(BooleanSupplier end) throws IOException, InterruptedException {
        while (!end.getAsBoolean()) {
            try {
                failure.get(LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // It has not failed.
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error && !SearchIndex.isBroken(error)) {
                    throw error;
                }
                throw e.getCause() instanceof IOException cause
                        ? cause
                        : new IOException(SearchIndexUpdater.reason(e.getCause()), e.getCause());
            }
        }
    }

    /** Commits if possible. */
    @Override
    public void close() throws IOException {
        keeping.close();
        if (hasFailed()) {
            index.abandon();
        } else {
            index.close();
        }
    }
}
