package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Await;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.render.listing.ListingLoader;
import org.dibao.render.listing.Listings;
import org.dibao.render.listing.LiveArticle;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Views;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads this instance's snapshot and keeps it up to date. It notes where the publications end, waits until the view has
 * reached that position (which is immediate unless the database was dropped), reads all entries, then follows the
 * publications after the noted position. {@link Listings} ignores later publications that the entries already reflect.
 *
 * <p>A failed change may have been applied partly: from then on no pages are shown until everything has been reloaded.
 */
public final class SnapshotUpdater implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SnapshotUpdater.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Views views;
    private final Checkpoints checkpoints;
    private final PublicationSource feed;
    private final Await await;
    private final Duration scanTimeout;
    private final PositionGate gate = new PositionGate();
    private final SupervisedLoop loop = SupervisedLoop.of("keep-snapshot", this::keep);
    private volatile SnapshotState state = new SnapshotState.Waiting("it has not been started yet");
    private volatile PublicationSource.@Nullable Following following;
    /** When the loaded state was known to be complete, in {@link System#nanoTime()}. */
    private volatile long loadedAsOf = System.nanoTime();

    /**
     * @param timeout     how long the database may take for one answer
     * @param scanTimeout how long the database may take for all entries
     */
    public SnapshotUpdater(
            Views views, Checkpoints checkpoints, PublicationSource feed, Duration timeout, Duration scanTimeout) {
        this.views = views;
        this.checkpoints = checkpoints;
        this.feed = feed;
        this.await = new Await(timeout);
        this.scanTimeout = scanTimeout;
    }

    /** Returns at once; the snapshot becomes available when its prerequisites are met. */
    public void start() {
        loop.start();
    }

    public SnapshotState state() {
        return state;
    }

    public PositionGate gate() {
        return gate;
    }

    /** Whether the last attempt to read publications succeeded. */
    public boolean isFollowing() {
        PublicationSource.Following now = following;
        return now != null && now.isHealthy();
    }

    /**
     * How far the pages lag behind the publications in time, while there are pages: they show everything published up
     * to that long ago. A second or two in normal operation.
     */
    public Duration behind() {
        Duration sinceLoaded = Duration.ofNanos(System.nanoTime() - loadedAsOf);
        PublicationSource.Following now = following;
        Duration sinceRead = now == null ? sinceLoaded : now.behind();
        return sinceRead.compareTo(sinceLoaded) < 0 ? sinceRead : sinceLoaded;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        PublicationSource.Following now = following;
        return Stream.concat(Stream.of(loop), now == null ? Stream.empty() : now.loops());
    }

    private Next keep() throws Exception {
        try {
            long asked = System.nanoTime();
            Position end = feed.end();
            if (!hasCaughtUp(end)) {
                return Next.DONE; // closed
            }
            LiveSnapshot snapshot = load();
            loadedAsOf = asked;
            state = new SnapshotState.Serving(snapshot.shown());
            gate.advance(end);
            log.info("pages are served from position {}", end);
            throw follow(end, snapshot);
        } catch (Throwable e) { // whatever it is: retried, and until then there are no pages
            state = new SnapshotState.Waiting(e.getMessage() == null ? e.toString() : e.getMessage());
            throw e;
        }
    }

    /** Follows the publications until a change fails. */
    private RuntimeException follow(Position end, LiveSnapshot snapshot) throws InterruptedException {
        Failure failure = new Failure();
        try (PublicationSource.Following now =
                feed.follow(end, publications -> apply(publications, snapshot, failure))) {
            following = now;
            loop.progressed();
            failure.happened.await();
        } finally {
            following = null;
        }
        if (failure.cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a change has failed", failure.cause);
    }

    /** The failure of a change; allocated in advance in case memory is short. */
    private static final class Failure {
        static final SnapshotState LOADING_AGAIN =
                new SnapshotState.Waiting("a change has failed; everything is being reloaded");

        final CountDownLatch happened = new CountDownLatch(1);
        volatile @Nullable Throwable cause;
    }

    private void apply(List<Publication> publications, LiveSnapshot snapshot, Failure failure) {
        if (failure.cause != null) {
            throw new IllegalStateException("a change has failed", failure.cause);
        }
        Optional<LiveSnapshot.Beside> changed = snapshot.besideAfter(publications);
        try {
            snapshot.apply(publications, changed);
            if (shown(state) != snapshot.shown()) {
                state = new SnapshotState.Serving(snapshot.shown());
            }
        } catch (RuntimeException | Error e) {
            state = Failure.LOADING_AGAIN;
            failure.cause = e;
            failure.happened.countDown();
            throw e;
        }
        gate.advance(publications.getLast().position());
    }

    private static @Nullable SiteSnapshot shown(SnapshotState state) {
        return state instanceof SnapshotState.Serving serving ? serving.snapshot() : null;
    }

    /** Waits until the view has caught up; returns false only when closed. */
    private boolean hasCaughtUp(Position end) throws InterruptedException {
        boolean told = false;
        while (!loop.isClosing()) {
            Position at =
                    await.result(checkpoints.find()).map(Checkpoint::position).orElse(Position.NONE);
            if (at.isAtLeast(end)) {
                return true;
            }
            state = new SnapshotState.Rebuilding(at.value() + 1, end.value() + 1);
            if (!told) {
                log.info("the view is being rebuilt: it has {} of {} positions", at.value() + 1, end.value() + 1);
                told = true;
            }
            loop.progressed();
            loop.pause(LOOK_AGAIN);
        }
        return false;
    }

    /**
     * Reads all entries. A scan that takes too long may continue after this method has failed: it then only writes to
     * objects that are no longer used.
     */
    private LiveSnapshot load() {
        Menu menu = new Menu();
        ListingLoader loading = new ListingLoader();
        AtomicLong count = new AtomicLong();
        LoadingState progress = new LoadingState();
        progress.is(0);
        try {
            new Await(scanTimeout).result(views.entries().scan((id, placed) -> {
                switch (placed.value()) {
                    case ListedArticle entry -> {
                        loading.add(LiveArticle.of(id, entry), placed.position());
                        if (entry.isPage()) {
                            menu.put(id, entry.title(), entry.path());
                        }
                    }
                    case ArticleSummary.Withdrawn _ -> loading.addWithdrawn(id, placed.position());
                }
                if (count.incrementAndGet() % 1000 == 0) {
                    progress.is(count.get());
                }
            }));
        } finally {
            progress.end();
        }
        return new LiveSnapshot(loading.loaded(), menu, this::beside);
    }

    /** Reports the progress of one scan until it has ended or been abandoned. */
    private final class LoadingState {
        private boolean ended;

        synchronized void is(long entries) {
            if (!ended) {
                state = new SnapshotState.Loading(entries);
            }
        }

        synchronized void end() {
            ended = true;
        }
    }

    private LiveSnapshot.Beside beside() {
        return new LiveSnapshot.Beside(
                await.result(views.site().find(List.of(Views.Site.SETTINGS)))
                        .getOrDefault(Views.Site.SETTINGS, SiteSettings.DEFAULT),
                await.result(views.queries().find(List.of(Views.Site.SETTINGS)))
                        .getOrDefault(Views.Site.SETTINGS, OldQueryNames.NONE));
    }

    @Override
    public void close() {
        loop.close();
    }
}
