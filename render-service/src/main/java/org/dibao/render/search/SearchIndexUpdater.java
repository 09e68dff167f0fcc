package org.dibao.render.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.dibao.contract.article.Position;
import org.dibao.projector.Await;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Unavailable;
import org.dibao.render.snapshot.PublicationSource;
import org.dibao.render.view.Views;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains this instance's index: opens or rebuilds it, lets it follow the publications from the position of its last
 * commit, rebuilds it when it is asked to, while searches find what there was before, and starts over when it breaks.
 * All of this happens in separate threads: no publication and no page waits for it.
 *
 * <p>It waits until the view has caught up with the publications, because an article's text is read from the view.
 */
public final class SearchIndexUpdater implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SearchIndexUpdater.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_REBUILDS = Duration.ofSeconds(1);

    private final Views views;
    private final Checkpoints checkpoints;
    private final WantedIndex wanted;
    private final PublicationSource feed;
    private final SearchSettings settings;
    private final Await await;
    private final Duration scanTimeout;
    private final SupervisedLoop loop = SupervisedLoop.of("keep-search-index", this::run, this::wakeUp);
    private volatile SearchState state = new SearchState.Waiting("it has not been started yet");
    private final Supplier<Position> pages;
    private volatile @Nullable Indexing indexing;
    private volatile PublicationSource.@Nullable Following following;
    private volatile @Nullable Thread worker;
    private boolean broken;
    /** When it was last looked whether a rebuild is wanted. */
    private long looked = System.nanoTime();

    /**
     * @param timeout     how long the database may take for one answer
     * @param scanTimeout how long the database may take for all entries
     * @param pages       the position that pages show: while it advances quickly, the index slows down
     */
    public SearchIndexUpdater(
            Views views,
            Checkpoints checkpoints,
            WantedIndex wanted,
            PublicationSource feed,
            SearchSettings settings,
            Duration timeout,
            Duration scanTimeout,
            Supplier<Position> pages) {
        this.pages = pages;
        this.views = views;
        this.checkpoints = checkpoints;
        this.wanted = wanted;
        this.feed = feed;
        this.settings = settings;
        this.await = new Await(timeout);
        this.scanTimeout = scanTimeout;
    }

    /** Returns at once; the index becomes available when its prerequisites are met. */
    public void start() {
        loop.start();
    }

    public SearchState state() {
        return state;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        Indexing now = indexing;
        PublicationSource.Following reading = following;
        return Stream.of(
                        Stream.of(loop),
                        now == null ? Stream.<SupervisedLoop>empty() : now.loops(),
                        reading == null ? Stream.<SupervisedLoop>empty() : reading.loops())
                .flatMap(loops -> loops);
    }

    /**
     * Everything up to here can be found, at the latest after the next refresh; {@link Position#NONE} while that is
     * unknown.
     */
    public Position position() {
        Indexing now = indexing;
        IndexCheckpoint indexed = now == null ? null : now.index().indexed();
        return indexed == null ? Position.NONE : indexed.position();
    }

    /** How often it has been rebuilt because somebody asked for it. */
    int generation() {
        Indexing now = indexing;
        IndexCheckpoint indexed = now == null ? null : now.index().indexed();
        return indexed == null ? 0 : indexed.generation();
    }

    /** Articles that can be found. */
    public int articles() {
        Indexing now = indexing;
        return now == null ? 0 : now.index().articles();
    }

    /** Whether the index contains everything that existed when it was opened. */
    boolean isWhole() {
        Indexing now = indexing;
        return now != null && now.isWhole();
    }

    Optional<SearchIndex> index() {
        return Optional.ofNullable(indexing).filter(now -> !now.hasFailed()).map(Indexing::index);
    }

    /** A search found that this index is broken: there is none until it has been reopened or rebuilt. */
    void broke(SearchIndex index, Throwable e) {
        Indexing now = indexing;
        if (now != null && now.index() == index && now.fail(e)) {
            waitFor(e);
        }
    }

    /** A search failed, perhaps because this index is damaged. */
    void suspect(SearchIndex index, Throwable e) {
        Indexing now = indexing;
        if (now != null && now.index() == index) {
            now.suspect(damage ->
                    broke(index, new CorruptIndexException("it is damaged: " + damage.getMessage(), "search", e)));
        }
    }

    static String reason(@Nullable Throwable e) {
        return e == null || e.getMessage() == null ? String.valueOf(e) : e.getMessage();
    }

    private void waitFor(Throwable e) {
        state = new SearchState.Waiting(reason(e));
    }

    private Next run() throws Exception {
        worker = Thread.currentThread();
        try {
            keep();
            return Next.DONE;
        } catch (IOException | RuntimeException | Error e) {
            broken |= SearchIndex.isBroken(e);
            waitFor(e);
            throw e;
        }
    }

    /** Runs until it is closed. */
    private void keep() throws IOException, InterruptedException {
        Position end = feed.end();
        Checkpoint checkpoint = viewAt(end);
        if (checkpoint == null) {
            return; // closed
        }
        Path folder = settings.dir();
        double memory = settings.memory().toBytes() / (1024.0 * 1024);
        String refusal = broken ? "it is broken" : SearchIndex.refusal(folder, checkpoint.log(), end);
        if (!refusal.isEmpty()) {
            log.info("the search index in {} is being rebuilt: {}", folder.toAbsolutePath(), refusal);
        }
        SearchIndex index = refusal.isEmpty()
                ? SearchIndex.open(folder, memory, settings.refreshEvery())
                : SearchIndex.create(folder, memory, settings.refreshEvery());
        try (Indexing now = new Indexing(index, views, await, settings, end, pages)) {
            now.start();
            indexing = now;
            if (!refusal.isEmpty()) {
                IndexCheckpoint complete =
                        new IndexCheckpoint(checkpoint.log(), end, await.result(wanted.generation()));
                if (!rebuild(now, folder)) {
                    return;
                }
                now.advance(complete);
            }
            broken = false;
            followAndRebuild(now, folder);
        } finally {
            following = null;
            indexing = null;
        }
    }

    /** Until it is closed or fails. */
    private void followAndRebuild(Indexing now, Path folder) throws IOException, InterruptedException {
        while (!loop.isClosing()) {
            follow(now);
            Position end = feed.end();
            Checkpoint checkpoint = loop.isClosing() ? null : viewAt(end);
            if (checkpoint != null) {
                IndexCheckpoint complete =
                        new IndexCheckpoint(checkpoint.log(), end, await.result(wanted.generation()));
                log.info("the search index is being rebuilt as generation {}", complete.generation());
                now.index().beginRebuild();
                if (rebuild(now, folder)) {
                    now.index().endRebuild(complete);
                }
            }
        }
    }

    /** Until it is closed or fails, or somebody asks for a rebuild. */
    private void follow(Indexing now) throws IOException, InterruptedException {
        IndexCheckpoint indexed = Objects.requireNonNull(now.index().indexed());
        state = new SearchState.Following();
        log.info(
                "{} articles can be searched; following from position {}",
                now.index().articles(),
                indexed.position());
        try (PublicationSource.Following reading = feed.follow(indexed.position(), now::apply)) {
            following = reading;
            loop.progressed();
            now.awaitFailure(() -> loop.isClosing() || isRebuildWanted(indexed.generation()));
        }
    }

    /** While the database does not answer, all stays as it is. */
    private boolean isRebuildWanted(int has) {
        if (System.nanoTime() - looked < LOOK_FOR_REBUILDS.toNanos()) {
            return false;
        }
        looked = System.nanoTime();
        try {
            return await.result(wanted.generation()) > has;
        } catch (Unavailable e) {
            log.debug("whether the search index is to be rebuilt is not known", e);
            return false;
        }
    }

    private boolean rebuild(Indexing now, Path folder) throws IOException {
        state = new SearchState.Rebuilding(0, 0);
        return new Rebuild(views, await, scanTimeout, settings.batch())
                .into(
                        now.index(),
                        folder,
                        (articles, of) -> state = new SearchState.Rebuilding(articles, of),
                        loop::isClosing);
    }

    /** The view's checkpoint once it has reached this position; absent if closed in the meantime. */
    private @Nullable Checkpoint viewAt(Position end) throws InterruptedException {
        while (!loop.isClosing()) {
            Optional<Checkpoint> checkpoint = await.result(checkpoints.find());
            if (checkpoint.isPresent() && checkpoint.get().position().isAtLeast(end)) {
                return checkpoint.get();
            }
            state = new SearchState.Waiting("the view is being rebuilt");
            loop.pause(LOOK_AGAIN);
        }
        return null;
    }

    /** While there is an index, its thread is not interrupted unless it hangs: an interrupt would close its files. */
    private void wakeUp() {
        Thread waiting = worker;
        if (indexing == null && waiting != null) {
            waiting.interrupt(); // it waits for the broker or the database
        }
    }

    /** Commits and closes. */
    @Override
    public void close() {
        loop.close();
        state = new SearchState.Waiting("it is closed");
    }
}
