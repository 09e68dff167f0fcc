package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.projector.Await;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Generation;
import org.dibao.projector.Unavailable;
import org.dibao.render.listing.Listings;
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
 *
 * <p>When the view has been rebuilt, the next snapshot is loaded beside the one that is shown, follows the publications as well, and
 * takes its place once it is as new.
 */
public final class SnapshotUpdater implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SnapshotUpdater.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_REBUILDS = Duration.ofSeconds(1);
    private static final Duration UP_TO_DATE = Duration.ofSeconds(3);

    private final SnapshotLoader loader;
    private final Checkpoints checkpoints;
    private final PublicationSource feed;
    private final Await await;
    private final PositionGate gate = new PositionGate();
    private final SupervisedLoop loop = SupervisedLoop.of("keep-snapshot", this::keep);
    /** What readers see; absent while it is being loaded. */
    private volatile @Nullable Showing current;

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
        this.loader = new SnapshotLoader(views, timeout, scanTimeout);
        this.checkpoints = checkpoints;
        this.feed = feed;
        this.await = new Await(timeout);
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
            Showing showing = load(count -> state = new SnapshotState.Loading(count), end);
            loadedAsOf = asked;
            show(showing, end);
            log.info("pages are served from position {}", end);
            throw follow(showing);
        } catch (Throwable e) { // whatever it is: retried, and until then there are no pages
            stopShowing(new SnapshotState.Waiting(e.getMessage() == null ? e.toString() : e.getMessage()));
            throw e;
        }
    }

    /**
     * A snapshot and where it comes from.
     *
     * @param after   everything up to there is in it from the beginning
     * @param failure of a change, or of the one that it replaced
     */
    private record Showing(LiveSnapshot snapshot, int generation, Position after, Failure failure) {}

    private Showing load(LongConsumer progress, Position after) {
        int generation = generation(); // first: if another one serves in the meantime, all is loaded again
        return new Showing(loader.load(progress), generation, after, new Failure());
    }

    private int generation() {
        return await.result(checkpoints.find())
                .map(Checkpoint::generation)
                .orElse(Generation.FIRST)
                .number();
    }

    /** Follows the publications until a change fails. */
    private RuntimeException follow(Showing first) throws InterruptedException {
        Showing showing = first;
        PublicationSource.Following now = following(showing);
        try {
            following = now;
            loop.progressed();
            while (!showing.failure().happened.await(LOOK_FOR_REBUILDS.toMillis(), TimeUnit.MILLISECONDS)) {
                Showing next = rebuilt(showing);
                if (next != null) {
                    PublicationSource.Following former = now;
                    now = following(next);
                    try (former) {
                        awaitShown(next, now, showing);
                    }
                    following = now;
                    showing = next;
                    log.info("pages are shown from generation {} of the view", next.generation());
                }
            }
        } finally {
            following = null;
            now.close();
        }
        if (showing.failure().cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a change has failed", showing.failure().cause);
    }

    /** What to show instead if the view has been rebuilt. While the database does not answer, all stays as it is. */
    private @Nullable Showing rebuilt(Showing showing) {
        try {
            return generation() == showing.generation() ? null : load(_ -> {}, gate.position());
        } catch (Unavailable e) {
            log.debug("whether the view has been rebuilt is not known", e);
            return null;
        }
    }

    private PublicationSource.Following following(Showing showing) {
        return feed.follow(showing.after(), publications -> apply(publications, showing));
    }

    /** Until it has been as new as the former one once; from then on it is shown, and both are kept current. */
    private void awaitShown(Showing next, PublicationSource.Following after, Showing former)
            throws InterruptedException {
        show(next, next.after());
        while (current != next || after.behind().compareTo(UP_TO_DATE) > 0) {
            if (next.failure().happened.getCount() == 0
                    || former.failure().happened.getCount() == 0) {
                throw new IllegalStateException("a change has failed while the view was loaded again");
            }
            loop.pause(LOOK_AGAIN);
            if (loop.isClosing()) {
                throw new InterruptedException("closed");
            }
        }
    }

    /** The failure of a change; allocated in advance in case memory is short. */
    private static final class Failure {
        static final SnapshotState LOADING_AGAIN =
                new SnapshotState.Waiting("a change has failed; everything is being reloaded");

        final CountDownLatch happened = new CountDownLatch(1);
        volatile @Nullable Throwable cause;
    }

    private void apply(List<Publication> publications, Showing showing) {
        Failure failure = showing.failure();
        if (failure.cause != null) {
            throw new IllegalStateException("a change has failed", failure.cause);
        }
        Optional<LiveSnapshot.Beside> changed = showing.snapshot().besideAfter(publications);
        try {
            showing.snapshot().apply(publications, changed);
        } catch (RuntimeException | Error e) {
            if (current == showing) {
                stopShowing(Failure.LOADING_AGAIN);
            }
            failure.cause = e;
            failure.happened.countDown();
            throw e;
        }
        show(showing, publications.getLast().position());
    }

    /** Shows it, unless a later one is shown, or an earlier one that is newer still. */
    private synchronized void show(Showing showing, Position at) {
        Showing before = current;
        if (before != showing
                && before != null
                && (showing.generation() <= before.generation()
                        || gate.position().isAfter(at))) {
            return;
        }
        current = showing;
        if (shown(state) != showing.snapshot().shown()) {
            state = new SnapshotState.Serving(showing.snapshot().shown());
        }
        gate.advance(at);
    }

    private synchronized void stopShowing(SnapshotState why) {
        current = null;
        state = why;
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

    @Override
    public void close() {
        loop.close();
    }
}
